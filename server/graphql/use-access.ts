import type { Plugin } from "graphql-yoga";
import { refuseForbidden } from "../access/enforce-scopes.ts";
import type { Logger } from "../logger.ts";
import type { Context } from "./context.ts";

/** Refuses the whole request, before it is executed, when it selects anything that the viewer may not see. */
export function useAccess(options: { isIntrospectionOpen: boolean; logger: Logger }): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { viewer, requestId, address } = args.contextValue;
      const request = { document: args.document, viewer, isIntrospectionOpen: options.isIntrospectionOpen };
      const refusal = refuseForbidden(args.schema, request);
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
