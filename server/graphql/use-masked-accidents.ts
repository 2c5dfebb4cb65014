import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { StoreUnavailableError } from "../ledger/ledger-store.ts";
import { describeError, type Logger } from "../logger.ts";
import type { Context } from "./context.ts";

/** Replaces accidents by a sentence and a request id, and logs each once; what was said on purpose passes. */
export function useMaskedAccidents(logger: Logger): Plugin<Context> {
  return {
    onExecute: () => ({
      onExecuteDone({ result, args, setResult }) {
        if (!("errors" in result) || !result.errors) return;
        const { requestId } = args.contextValue;
        setResult({ ...result, errors: result.errors.map((error) => mask(error, { requestId, logger })) });
      },
    }),
  };
}

function mask(error: GraphQLError, edge: { requestId: string; logger: Logger }): GraphQLError {
  const { originalError } = error;
  if (!originalError || originalError instanceof GraphQLError) return error;
  const { requestId, logger } = edge;
  logger.error("A request failed.", {
    requestId,
    path: error.path?.join("."),
    ...describeError(originalError),
  });
  const { nodes, path } = error;
  const isPassing = originalError instanceof StoreUnavailableError;
  const code = isPassing ? "SERVICE_UNAVAILABLE" : "INTERNAL_SERVER_ERROR";
  const message = isPassing
    ? "The ledger cannot be reached just now. Try again."
    : "Something went wrong here.";
  return new GraphQLError(message, { nodes, path, extensions: { code, requestId } });
}
