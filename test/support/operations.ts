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

/** A field where it stands. */
export interface Place {
  type: string;
  field: string;
}

/** A document, and what its arguments are called, of which type they are, and which field takes them. */
export interface Operation {
  query: string;
  parameters: Parameter[];
  /** Every field that the document selects. */
  places: Place[];
}

/** An argument, given as a variable of the same name. */
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

/** What a selection inside this type can be about: an object itself; of a union or an interface, whatever it may be. */
function facesOf(type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return [type.name];
  if (!isAbstractType(type)) return [];
  const members = schema.getPossibleTypes(type);
  return [
    ...new Set(members.flatMap((member) => [member, ...member.getInterfaces()]).map(({ name }) => name)),
  ];
}

/** The fields to go through from a root, the last of which answers each type: the fewest for which `may` holds. */
function findWays(may: (place: Place) => boolean): Map<string, Place[]> {
  const ways = new Map<string, Place[]>(Object.keys(ROOTS).map((root) => [root, []]));
  for (const [type, way] of ways) {
    for (const { name: field, type: answer } of fieldsOf(type)) {
      if (!may({ type, field })) continue;
      for (const face of facesOf(getNamedType(answer))) {
        if (!ways.has(face)) ways.set(face, [...way, { type, field }]);
      }
    }
  }
  return ways;
}

/** Every field of every type that can be reached from `Query` and `Mutation`, introspection aside. */
export function reachablePlaces(): Place[] {
  return [...findWays(() => true).keys()].flatMap((type) =>
    fieldsOf(type).map(({ name: field }) => ({ type, field })),
  );
}

/** Every one of them to which something can be given. */
export function placesWithArguments(): Place[] {
  return reachablePlaces().filter((place) => fieldAt(place).args.length > 0);
}

/** Finds the shortest way to a field: through what `may` holds for where there is one, else through anything. */
export function createWayFinder(may: (place: Place) => boolean): (place: Place) => Place[] {
  const [allowed, any] = [findWays(may), findWays(() => true)];
  return (place) => {
    const way = allowed.get(place.type) ?? any.get(place.type);
    if (!way) throw new Error(`No way leads to ${place.type}.`);
    return [...way, place];
  };
}

/**
 * Draws the document that selects a field along a way; what can be given to it and to the fields on the way is a
 * variable. Of what the field answers it selects the leaves for which `may` holds, down to a depth.
 */
export function drawOperation(
  way: Place[],
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

  function drawWay([place, ...rest]: Place[], parent: string): string {
    if (!place) return "";
    const answer = getNamedType(fieldAt(place).type);
    const inner = rest.length > 0 ? ` { ${drawWay(rest, answer.name)} }` : drawLeaves(answer, depth);
    const text = drawField(place, inner);
    return place.type === parent ? text : `... on ${place.type} { ${text} }`;
  }

  function drawLeaves(type: GraphQLNamedType, levels: number): string {
    if (!isCompositeType(type)) return "";
    const drawn = facesOf(type).flatMap((face) => {
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

  const [root = "Query"] = way.map(({ type }) => type);
  const body = drawWay(way, root);
  const declared = parameters.map(({ name, type }) => `$${name}: ${type}`).join(", ");
  const query = `${ROOTS[root as keyof typeof ROOTS]} ${declared && `(${declared})`} { ${body} }`;
  return { query, parameters, places };
}

/** A scalar or an enum that wants a value: `name` is that of the argument or of the input's field. */
export interface Leaf {
  name: string;
  type: string;
  isRequired: boolean;
  /** The field whose argument it belongs to. */
  of: Place;
}

/** The variables of a document. `giveValue` gives each leaf its value; undefined leaves out what is not required. */
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
