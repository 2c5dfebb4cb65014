import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getDirectiveValues,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { AUTHENTICATE, hasScope, type Scope, type Viewer } from "./viewer.ts";

interface Coordinate {
  typeName: string;
  fieldName: string;
}

/**
 * The scopes of which a field asks for one: its own `@access`, else that of the type it stands on.
 * Throws for a field with neither, so that nothing is open by oversight.
 */
export function requiredScopes(schema: GraphQLSchema, { typeName, fieldName }: Coordinate): readonly Scope[] {
  const directive = schema.getDirective("access");
  const type = schema.getType(typeName);
  const field = type && "getFields" in type ? type.getFields()[fieldName] : undefined;
  if (!directive || !type) throw new Error(`The schema has no type ${typeName}, or no @access directive.`);
  for (const node of [field?.astNode, type.astNode]) {
    const values = node && getDirectiveValues(directive, node as { directives?: readonly [] });
    if (values) return values.scope as Scope[];
  }
  throw new Error(
    `${typeName}.${fieldName} says nowhere who may select it. Add @access to it or to its type.`,
  );
}

/**
 * Makes the check of validated documents before they are executed. It answers the one error with which the whole request
 * is refused when it selects anything that the viewer may not see, else null.
 */
export function createScopeCheck(
  schema: GraphQLSchema,
): (request: {
  document: DocumentNode;
  viewer: Viewer;
  isIntrospectionOpen: boolean;
}) => GraphQLError | null {
  // Documents are kept over requests, and what they select stays the same; who may see it is asked every time.
  const selections = new WeakMap<DocumentNode, Selection[]>();
  return ({ document, viewer, isIntrospectionOpen }) => {
    const selected = selections.get(document) ?? findSelections(schema, document);
    selections.set(document, selected);
    for (const selection of selected) {
      const refused = selection.anyOf
        ? refuseField(selection, selection.anyOf, viewer)
        : refuseIntrospection(selection, { viewer, isIntrospectionOpen });
      if (refused) return refused;
    }
    return null;
  };
}

/** A field that a document selects, and the scopes of which it asks for one; none for those that every schema has. */
interface Selection extends Coordinate {
  anyOf?: readonly Scope[];
}

/** Every field that a document selects, each once, in the order in which it names them. */
function findSelections(schema: GraphQLSchema, document: DocumentNode): Selection[] {
  const typeInfo = new TypeInfo(schema);
  const found = new Map<string, Selection>();
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const type = typeInfo.getParentType();
        if (!type || isIntrospection(type.name)) return;
        const coordinate = { typeName: type.name, fieldName: node.name.value };
        const isOwn = !isIntrospection(coordinate.fieldName);
        const selection = isOwn ? { ...coordinate, anyOf: requiredScopes(schema, coordinate) } : coordinate;
        found.set(`${coordinate.typeName}.${coordinate.fieldName}`, selection);
      },
    }),
  );
  return [...found.values()];
}

const isIntrospection = (name: string) => name.startsWith("__");

function refuseField(coordinate: Coordinate, anyOf: readonly Scope[], viewer: Viewer): GraphQLError | null {
  if (anyOf.some((scope) => hasScope(viewer, scope))) return null;
  return toRefusal(viewer, {
    coordinate,
    message: `This credential does not hold the scope ${anyOf.join(" or ")}.`,
  });
}

/** What type an object has is always told; the whole schema, to strangers, only where it is open. */
function refuseIntrospection(
  coordinate: Coordinate,
  { viewer, isIntrospectionOpen }: { viewer: Viewer; isIntrospectionOpen: boolean },
): GraphQLError | null {
  const isOpen = isIntrospectionOpen || viewer.kind !== "ANONYMOUS" || coordinate.fieldName === "__typename";
  return isOpen ? null : toRefusal(viewer, { coordinate, message: "" });
}

function toRefusal(viewer: Viewer, refused: { coordinate: Coordinate; message: string }): GraphQLError {
  const isAnonymous = viewer.kind === "ANONYMOUS";
  const field = `${refused.coordinate.typeName}.${refused.coordinate.fieldName}`;
  return isAnonymous
    ? new GraphQLError(viewer.refusal ?? "Sign in to ask for this.", {
        extensions: { code: "UNAUTHENTICATED", field, authenticate: AUTHENTICATE, http: UNAUTHENTICATED },
      })
    : new GraphQLError(refused.message, { extensions: { code: "FORBIDDEN", field, http: { status: 403 } } });
}

const UNAUTHENTICATED = { status: 401, headers: { "www-authenticate": AUTHENTICATE } };
