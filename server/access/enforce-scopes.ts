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
 * The scopes that give access to a field: those of its own `@access`, otherwise those of its type.
 * Throws for a field with neither, so that no field is left open by oversight.
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
    `${typeName}.${fieldName} does not say who may select it. Add @access to the field or to its type.`,
  );
}

/**
 * Creates the check that runs on validated documents before execution. It returns the error with which the whole request
 * is refused if it selects a field that the viewer may not see, otherwise null.
 */
export function createScopeCheck(
  schema: GraphQLSchema,
): (request: {
  document: DocumentNode;
  viewer: Viewer;
  isIntrospectionOpen: boolean;
}) => GraphQLError | null {
  // Documents are cached across requests. Their selections never change; the viewer's rights are checked every time.
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

/** A field that a document selects and the scopes that give access to it; none for introspection fields. */
interface Selection extends Coordinate {
  anyOf?: readonly Scope[];
}

/** Every field that a document selects, each once, in document order. */
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
    message: `This credential lacks the scope ${anyOf.join(" or ")}.`,
  });
}

/** `__typename` is always allowed. The rest of the schema is hidden from anonymous callers unless introspection is open. */
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
    ? new GraphQLError(viewer.refusal ?? "Sign in first.", {
        extensions: { code: "UNAUTHENTICATED", field, authenticate: AUTHENTICATE, http: UNAUTHENTICATED },
      })
    : new GraphQLError(refused.message, { extensions: { code: "FORBIDDEN", field, http: { status: 403 } } });
}

const UNAUTHENTICATED = { status: 401, headers: { "www-authenticate": AUTHENTICATE } };
