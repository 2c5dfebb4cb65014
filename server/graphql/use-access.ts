import type { Plugin } from "graphql-yoga";
import { refuseForbidden } from "../access/enforce-scopes.ts";
import type { Context } from "./context.ts";

/** Refuses the whole request, before it is executed, when it selects anything that the viewer may not see. */
export function useAccess(): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const request = { document: args.document, viewer: args.contextValue.viewer };
      const refusal = refuseForbidden(args.schema, request);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}
