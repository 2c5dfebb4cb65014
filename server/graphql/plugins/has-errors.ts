import type { ExecutionResult, GraphQLError } from "graphql";

/** Whether a result, of any kind, contains a list of errors. */
export function hasErrors(result: unknown): result is ExecutionResult & { errors: readonly GraphQLError[] } {
  return typeof result === "object" && result !== null && "errors" in result && Array.isArray(result.errors);
}
