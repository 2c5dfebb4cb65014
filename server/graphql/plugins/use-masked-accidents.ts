import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { describeAccident } from "../../accident.ts";
import { describeError, type Logger } from "../../logger.ts";
import type { ServerContext } from "../context.ts";
import { hasErrors } from "./has-errors.ts";

/**
 * Replaces unexpected errors with a generic message and a request id, and logs each of them once. Intended errors pass
 * unchanged. It works on the result, so that it also covers errors before execution.
 */
export function useMaskedAccidents(logger: Logger): Plugin<ServerContext> {
  return {
    onResultProcess({ result, serverContext, setResult }) {
      if (!hasErrors(result)) return;
      const { requestId } = serverContext as unknown as ServerContext;
      const edge = { requestId, logger, isExecuted: "data" in result };
      setResult({ ...result, errors: result.errors.map((error) => mask(error, edge)) });
    },
  };
}

function mask(
  error: GraphQLError,
  { requestId, logger, isExecuted }: { requestId: string; logger: Logger; isExecuted: boolean },
): GraphQLError {
  const { originalError } = error;
  if (!originalError || originalError instanceof GraphQLError) return error;
  logger.error("A request failed.", {
    requestId,
    path: error.path?.join("."),
    ...describeError(originalError),
  });
  const { nodes, path } = error;
  const { code, message, status } = describeAccident(originalError);
  const http = isExecuted ? {} : { http: { status } };
  return new GraphQLError(message, { nodes, path, extensions: { code, requestId, ...http } });
}
