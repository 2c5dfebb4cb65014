import type { DocumentNode } from "graphql";
import { createRecentMap } from "../../recent-map.ts";

const MAX_DOCUMENTS = 100;
const MAX_CHARACTERS = 20_000;

/** A cache in the form that Yoga expects. */
interface TextCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/**
 * Caches parsed documents, limited in number and size, so that a caller who keeps sending new ones cannot fill the memory.
 * Invalid documents are not cached.
 */
export function createDocumentCache(): {
  documentCache: TextCache<DocumentNode>;
  errorCache: TextCache<unknown>;
} {
  const documents = createRecentMap<string, DocumentNode>(MAX_DOCUMENTS);
  return {
    documentCache: {
      get: documents.get,
      set(text, document) {
        if (text.length <= MAX_CHARACTERS) documents.set(text, document);
      },
    },
    errorCache: { get: () => undefined, set: () => undefined },
  };
}
