import { GraphQLError } from "graphql";
import type { GraphQLParams } from "graphql-yoga";
import { ownDocuments } from "../generated/own-documents.ts";

/** A request from our own client: the id of a document without its text. */
type ByDocumentId = GraphQLParams & { documentId?: unknown };

/**
 * Adds the text where our own client sent only a `documentId`. A client of another version may send an id that this server
 * does not know. It receives `PERSISTED_DOCUMENT_NOT_FOUND` and then sends the text.
 */
export function withOwnDocument({ documentId, ...params }: ByDocumentId): GraphQLParams {
  if (typeof documentId !== "string" || params.query) return params;
  if (!Object.hasOwn(ownDocuments, documentId)) throw unknownDocument();
  return { ...params, query: ownDocuments[documentId]?.text };
}

const unknownDocument = () =>
  new GraphQLError("The documentId is unknown. Send the text of the document as query.", {
    extensions: { code: "PERSISTED_DOCUMENT_NOT_FOUND", http: { status: 400 } },
  });
