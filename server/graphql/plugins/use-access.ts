import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import { createScopeCheck } from "../../access/enforce-scopes.ts";
import type { Logger } from "../../logger.ts";
import type { Context } from "../context.ts";

/** Refuses the whole request before execution if it selects anything that the viewer may not see. */
export function useAccess(options: {
  schema: GraphQLSchema;
  isIntrospectionOpen: boolean;
  logger: Logger;
}): Plugin<Context> {
  const { isIntrospectionOpen } = options;
  const refuseForbidden = createScopeCheck(options.schema);
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { viewer, requestId, address } = args.contextValue;
      const refusal = refuseForbidden({ document: args.document, viewer, isIntrospectionOpen });
      if (!refusal) return;
      const { code, field } = refusal.extensions;
      options.logger.warn("A request was refused.", {
        requestId,
        code,
        field,
        principal: viewer.principal,
        address,
      });
      setResultAndStopExecution({ errors: [refusal] });
    },
  };
}
