import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { tellAccident } from "../../accident.ts";
import { describeError, type Logger } from "../../logger.ts";
import type { ServerContext } from "../context.ts";
import { hasErrors } from "./has-errors.ts";

/**
 * Replaces accidents by a sentence and a request id, and logs each once; what was said on purpose passes. It looks at the
 * answer itself, so that it also meets what goes wrong before anything is executed.
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
  const { code, message, status } = tellAccident(originalError);
  const http = isExecuted ? {} : { http: { status } };
  return new GraphQLError(message, { nodes, path, extensions: { code, requestId, ...http } });
}
