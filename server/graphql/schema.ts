import { type GraphQLEnumType, type GraphQLSchema, Kind } from "graphql";
import { createSchema } from "graphql-yoga";
import type { Context } from "./context.ts";
import { typeDefs } from "./generated/type-defs.ts";
import { resolvers } from "./resolvers.ts";

/** The executable schema. */
export function createExecutableSchema(): GraphQLSchema {
  const schema = createSchema<Context>({ typeDefs, resolvers });
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
