import { buildASTSchema, type GraphQLEnumType, type GraphQLSchema, Kind } from "graphql";
import { attachResolvers } from "./attach-resolvers.ts";
import { schemaDocument } from "./generated/schema-document.ts";
import { resolvers } from "./resolvers.ts";

/** The executable schema. It was found valid when it was generated. */
export function createExecutableSchema(): GraphQLSchema {
  const schema = buildASTSchema(schemaDocument, { assumeValid: true });
  attachResolvers(schema, resolvers);
  letUnknownNamesThrough(schema.getType("PaymentMethod") as GraphQLEnumType);
  return schema;
}

/**
 * Integrators see an enum, but an unknown method reaches the use case, which names it among all the other faults
 * instead of leaving it to a validation error that hides them.
 */
function letUnknownNamesThrough(type: GraphQLEnumType): void {
  const { parseValue, parseLiteral } = type;
  type.parseValue = (value) => (typeof value === "string" ? value : parseValue.call(type, value));
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.ENUM ? node.value : parseLiteral.call(type, node, variables);
}
