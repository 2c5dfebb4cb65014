import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const ROOTS = { Query: "query", Mutation: "mutation" } as const;

/** A field of a type. */
export interface Place {
  type: string;
  field: string;
}

/** A document with its parameters. */
export interface Operation {
  query: string;
  parameters: Parameter[];
  /** Every field that the document selects. */
  places: Place[];
}

/** An argument of a field, given as a variable. */
interface Parameter {
  name: string;
  type: GraphQLInputType;
  of: Place;
}

type AnyField = GraphQLField<unknown, unknown>;

function fieldsOf(type: string): AnyField[] {
  const named = schema.getType(type);
  return isObjectType(named) || isInterfaceType(named) ? Object.values(named.getFields()) : [];
}

function fieldAt({ type, field }: Place): AnyField {
  const found = fieldsOf(type).find(({ name }) => name === field);
  if (!found) throw new Error(`The schema has no field ${type}.${field}.`);
  return found;
}

/** The types that a selection inside this type can name: an object type itself; for a union or an interface, its members and their interfaces. */
function selectableTypes(type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return [type.name];
  if (!isAbstractType(type)) return [];
  const members = schema.getPossibleTypes(type);
  return [
    ...new Set(members.flatMap((member) => [member, ...member.getInterfaces()]).map(({ name }) => name)),
  ];
}

/** The shortest path of fields from a root to each type, through fields for which `may` holds. */
function findPaths(may: (place: Place) => boolean): Map<string, Place[]> {
  const paths = new Map<string, Place[]>(Object.keys(ROOTS).map((root) => [root, []]));
  for (const [type, path] of paths) {
    for (const { name: field, type: answer } of fieldsOf(type)) {
      if (!may({ type, field })) continue;
      for (const face of selectableTypes(getNamedType(answer))) {
        if (!paths.has(face)) paths.set(face, [...path, { type, field }]);
      }
    }
  }
  return paths;
}

/** Every field of every type that can be reached from `Query` and `Mutation`, introspection aside. */
export function reachablePlaces(): Place[] {
  return [...findPaths(() => true).keys()].flatMap((type) =>
    fieldsOf(type).map(({ name: field }) => ({ type, field })),
  );
}

/** Every reachable field with arguments. */
export function placesWithArguments(): Place[] {
  return reachablePlaces().filter((place) => fieldAt(place).args.length > 0);
}

/** Finds the shortest path to a field: through fields for which `may` holds if there is one, else through any. */
export function createPathFinder(may: (place: Place) => boolean): (place: Place) => Place[] {
  const [allowed, any] = [findPaths(may), findPaths(() => true)];
  return (place) => {
    const path = allowed.get(place.type) ?? any.get(place.type);
    if (!path) throw new Error(`No path leads to ${place.type}.`);
    return [...path, place];
  };
}

/**
 * Writes the document that selects a field along a path, with a variable for every argument on the path. Inside the field,
 * it selects the leaves for which `may` holds, down to a depth.
 */
export function drawOperation(
  path: Place[],
  { may = () => false, depth = 1 }: { may?: (place: Place) => boolean; depth?: number } = {},
): Operation {
  const places: Place[] = [];
  const parameters: Parameter[] = [];

  function drawField(place: Place, inner: string): string {
    const drawn = fieldAt(place).args.map(({ name: argument, type }) => {
      const name = `${argument}${parameters.length}`;
      parameters.push({ name, type, of: place });
      return `${argument}: $${name}`;
    });
    places.push(place);
    return `${place.field}${drawn.length > 0 ? `(${drawn.join(", ")})` : ""}${inner}`;
  }

  function drawPath([place, ...rest]: Place[], parent: string): string {
    if (!place) return "";
    const answer = getNamedType(fieldAt(place).type);
    const inner = rest.length > 0 ? ` { ${drawPath(rest, answer.name)} }` : drawLeaves(answer, depth);
    const text = drawField(place, inner);
    return place.type === parent ? text : `... on ${place.type} { ${text} }`;
  }

  function drawLeaves(type: GraphQLNamedType, levels: number): string {
    if (!isCompositeType(type)) return "";
    const drawn = selectableTypes(type).flatMap((face) => {
      const own = fieldsOf(face).flatMap(({ name: field, type: answer, args }) => {
        const named = getNamedType(answer as GraphQLOutputType);
        const isSelected = args.length === 0 && may({ type: face, field });
        if (!isSelected || (isCompositeType(named) && levels <= 1)) return [];
        return [drawField({ type: face, field }, drawLeaves(named, levels - 1))];
      });
      if (own.length === 0) return [];
      return face === type.name ? own : [`... on ${face} { ${own.join(" ")} }`];
    });
    return ` { __typename ${drawn.join(" ")} }`;
  }

  const [root = "Query"] = path.map(({ type }) => type);
  const body = drawPath(path, root);
  const declared = parameters.map(({ name, type }) => `$${name}: ${type}`).join(", ");
  const query = `${ROOTS[root as keyof typeof ROOTS]} ${declared && `(${declared})`} { ${body} }`;
  return { query, parameters, places };
}

/** A scalar or an enum that needs a value: `name` is that of the argument or of the input's field. */
export interface Leaf {
  name: string;
  type: string;
  isRequired: boolean;
  /** The field whose argument it belongs to. */
  of: Place;
}

/** The variables of a document. `giveValue` returns the value of each leaf; undefined omits an optional one. */
export function fillParameters(
  { parameters }: Operation,
  giveValue: (leaf: Leaf) => unknown,
): Record<string, unknown> {
  const fill = (type: GraphQLInputType, leaf: Pick<Leaf, "name" | "of">): unknown => {
    const plain = getNullableType(type);
    if (isListType(plain)) return [fill(plain.ofType, leaf)];
    if (!isInputObjectType(plain)) {
      return giveValue({ ...leaf, type: getNamedType(plain).name, isRequired: isNonNullType(type) });
    }
    const fields = Object.values(plain.getFields());
    return Object.fromEntries(fields.map(({ name, type }) => [name, fill(type, { ...leaf, name })]));
  };
  return Object.fromEntries(
    parameters.map(({ name, type, of }) => [name, fill(type, { name: name.replace(/\d+$/, ""), of })]),
  );
}
