import type { DocumentNode } from "graphql";

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
  const documents = new Map<string, DocumentNode>();
  return {
    documentCache: {
      get(text) {
        const document = documents.get(text);
        if (document) {
          documents.delete(text);
          documents.set(text, document);
        }
        return document;
      },

      set(text, document) {
        if (text.length > MOST_CHARACTERS) return;
        documents.set(text, document);
        const [oldest] = documents.keys();
        if (documents.size > MOST_DOCUMENTS && oldest !== undefined) documents.delete(oldest);
      },
    },
    errorCache: { get: () => undefined, set: () => undefined },
  };
}
