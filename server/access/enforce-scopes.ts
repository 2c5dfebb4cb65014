import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getDirectiveValues,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { hasScope, type Scope, type Viewer } from "./viewer.ts";

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
 * Looks through a validated document before it is executed. Answers the one error with which the whole request is
 * refused when it selects anything that the viewer may not see, else null.
 */
export function refuseForbidden(
  schema: GraphQLSchema,
  request: { document: DocumentNode; viewer: Viewer; isIntrospectionOpen: boolean },
): GraphQLError | null {
  const typeInfo = new TypeInfo(schema);
  let refused: GraphQLError | null = null;
  visit(
    request.document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const type = typeInfo.getParentType();
        if (refused || !type || isIntrospection(type.name)) return;
        const coordinate = { typeName: type.name, fieldName: node.name.value };
        refused = isIntrospection(node.name.value)
          ? refuseIntrospection(coordinate, request)
          : refuseField(coordinate, { schema, viewer: request.viewer });
      },
    }),
  );
  return refused;
}

const isIntrospection = (name: string) => name.startsWith("__");

function refuseField(
  coordinate: Coordinate,
  { schema, viewer }: { schema: GraphQLSchema; viewer: Viewer },
): GraphQLError | null {
  const anyOf = requiredScopes(schema, coordinate);
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
        extensions: { code: "UNAUTHENTICATED", field, http: { status: 401 } },
      })
    : new GraphQLError(refused.message, { extensions: { code: "FORBIDDEN", field, http: { status: 403 } } });
}
