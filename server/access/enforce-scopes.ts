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
 * The scope that a field asks for: its own `@access`, else that of the type it stands on.
 * Throws for a field with neither, so that nothing is open by oversight.
 */
export function requiredScope(schema: GraphQLSchema, { typeName, fieldName }: Coordinate): Scope {
  const directive = schema.getDirective("access");
  const type = schema.getType(typeName);
  const field = type && "getFields" in type ? type.getFields()[fieldName] : undefined;
  if (!directive || !type) throw new Error(`The schema has no type ${typeName}, or no @access directive.`);
  for (const node of [field?.astNode, type.astNode]) {
    const values = node && getDirectiveValues(directive, node as { directives?: readonly [] });
    if (values) return values.scope as Scope;
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
  request: { document: DocumentNode; viewer: Viewer },
): GraphQLError | null {
  const typeInfo = new TypeInfo(schema);
  let refused: GraphQLError | null = null;
  visit(
    request.document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const type = typeInfo.getParentType();
        if (refused || !type || isIntrospection(type.name) || isIntrospection(node.name.value)) return;
        const scope = requiredScope(schema, { typeName: type.name, fieldName: node.name.value });
        if (!hasScope(request.viewer, scope)) refused = toRefusal(request.viewer, scope);
      },
    }),
  );
  return refused;
}

const isIntrospection = (name: string) => name.startsWith("__");

function toRefusal(viewer: Viewer, scope: Scope): GraphQLError {
  const isAnonymous = viewer.kind === "ANONYMOUS";
  const message = isAnonymous
    ? "Sign in to ask for this."
    : `This credential does not hold the scope ${scope}.`;
  const extensions = isAnonymous
    ? { code: "UNAUTHENTICATED", http: { status: 401 } }
    : { code: "FORBIDDEN", http: { status: 403 } };
  return new GraphQLError(message, { extensions });
}
