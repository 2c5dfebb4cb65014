import { type DocumentNode, GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { ownDocuments } from "../generated/own-documents.ts";
import { fingerprint } from "./fingerprint.ts";

/** Refuses every operation except those of our own pages and elements, whatever the credential. */
export function useSafelist(): Plugin {
  const listed = new Set(Object.values(ownDocuments).map(({ fingerprint }) => fingerprint));
  const known = new WeakMap<DocumentNode, boolean>();
  const isListed = (document: DocumentNode) => {
    const answer = known.get(document) ?? listed.has(fingerprint(document));
    known.set(document, answer);
    return answer;
  };
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (!isListed(args.document)) setResultAndStopExecution({ errors: [refusal()] });
    },
  };
}

const refusal = () =>
  new GraphQLError("This server only accepts the operations of its own pages.", {
    extensions: { code: "OPERATION_NOT_LISTED", http: { status: 403 } },
  });
