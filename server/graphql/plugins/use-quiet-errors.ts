import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ServerContext } from "../context.ts";
import { hasErrors } from "./has-errors.ts";

const SUGGESTION = /\s*Did you mean .*\?$/s;

/** Removes suggestions from errors, so that anonymous callers cannot guess names of a schema that is closed to introspection. */
export function useQuietErrors({
  isIntrospectionOpen,
}: {
  isIntrospectionOpen: boolean;
}): Plugin<ServerContext> {
  return {
    onResultProcess({ result, serverContext, setResult }) {
      const isStranger = (serverContext as unknown as ServerContext).viewer.kind === "ANONYMOUS";
      if (isIntrospectionOpen || !isStranger || Array.isArray(result) || !hasErrors(result)) return;
      setResult({ ...result, errors: result.errors.map(withoutSuggestion) });
    },
  };
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  if (!SUGGESTION.test(message)) return error;
  return new GraphQLError(message.replace(SUGGESTION, ""), { nodes, source, positions, path, extensions });
}
