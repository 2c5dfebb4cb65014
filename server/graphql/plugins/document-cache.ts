import type { DocumentNode } from "graphql";
import { createRecentMap } from "../../recent-map.ts";

const MOST_DOCUMENTS = 100;
const MOST_CHARACTERS = 20_000;

/** A cache as Yoga wants it. */
interface TextCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/**
 * Keeps parsed documents, few and of a usual size: whoever sends ever new ones must not fill the memory. Documents with
 * faults are not kept.
 */
export function createDocumentCache(): {
  documentCache: TextCache<DocumentNode>;
  errorCache: TextCache<unknown>;
} {
  const documents = createRecentMap<string, DocumentNode>(MOST_DOCUMENTS);
  return {
    documentCache: {
      get: documents.get,
      set(text, document) {
        if (text.length <= MOST_CHARACTERS) documents.set(text, document);
      },
    },
    errorCache: { get: () => undefined, set: () => undefined },
  };
}
