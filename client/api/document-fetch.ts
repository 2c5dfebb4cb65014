import type { TypedDocumentNode } from "@urql/core";
import { toApiError } from "./api-error.ts";

/** One of our operations: the id under which the server keeps its text, and the types of its variables and data. */
export type OwnDocument<Data, Variables> = TypedDocumentNode<Data, Variables> & { documentId: string };

/** The server's error code for an unknown document id. */
const UNKNOWN_DOCUMENT = "PERSISTED_DOCUMENT_NOT_FOUND";

/**
 * A `fetch` for requests that name their document by id. A server of another version may not know the id; it is then sent the
 * text, which is loaded only in that case.
 */
export function createDocumentFetch(send: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await send(input, init);
    if (answer.ok || !(await isUnknownDocument(answer.clone()))) return answer;
    return send(input, { ...init, body: await withText(String(init?.body)) });
  };
}

async function isUnknownDocument(answer: Response): Promise<boolean> {
  const body = await answer.json().catch(() => null);
  return body?.errors?.[0]?.extensions?.code === UNKNOWN_DOCUMENT;
}

async function withText(body: string): Promise<string> {
  const { documentId, ...rest } = JSON.parse(body);
  const { documentTexts } = await import("./generated/document-texts.ts").catch((thrown) => {
    throw toApiError(thrown);
  });
  return JSON.stringify({ ...rest, query: documentTexts[documentId] });
}
