import { buildASTSchema, type GraphQLEnumType, type GraphQLSchema, Kind } from "graphql";
import { attachResolvers } from "./attach-resolvers.ts";
import { schemaDocument } from "./generated/schema-document.ts";
import { resolvers } from "./resolvers.ts";

/** The executable schema. It is validated when it is generated. */
export function createExecutableSchema(): GraphQLSchema {
  const schema = buildASTSchema(schemaDocument, { assumeValid: true });
  attachResolvers(schema, resolvers);
  acceptUnknownNames(schema.getType("PaymentMethod") as GraphQLEnumType);
  return schema;
}

/**
 * Integrators see an enum, but an unknown method reaches the use case, which reports it with all other faults. A
 * validation error would hide them.
 */
function acceptUnknownNames(type: GraphQLEnumType): void {
  const { parseValue, parseLiteral } = type;
  type.parseValue = (value) => (typeof value === "string" ? value : parseValue.call(type, value));
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.ENUM ? node.value : parseLiteral.call(type, node, variables);
}
