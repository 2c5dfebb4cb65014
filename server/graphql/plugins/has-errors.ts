import type { ExecutionResult, GraphQLError } from "graphql";

/** Whether an answer, of whatever kind, carries a list of errors. */
export function hasErrors(result: unknown): result is ExecutionResult & { errors: readonly GraphQLError[] } {
  return typeof result === "object" && result !== null && "errors" in result && Array.isArray(result.errors);
}
