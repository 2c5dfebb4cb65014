import { GraphQLError } from "graphql";
import type { GraphQLParams } from "graphql-yoga";
import { ownDocuments } from "../generated/own-documents.ts";

/** A request as our own client sends it: with the id of a document, and without its text. */
type ByDocumentId = GraphQLParams & { documentId?: unknown };

/**
 * Puts the text where our own client sent only a `documentId`. A client of another version knows ids that this server
 * does not, and the other way round: told `PERSISTED_DOCUMENT_NOT_FOUND`, it sends the text.
 */
export function withOwnDocument({ documentId, ...params }: ByDocumentId): GraphQLParams {
  if (typeof documentId !== "string" || params.query) return params;
  if (!Object.hasOwn(ownDocuments, documentId)) throw unknownDocument();
  return { ...params, query: ownDocuments[documentId]?.text };
}

const unknownDocument = () =>
  new GraphQLError("No document is kept under this documentId. Send its text as query.", {
    extensions: { code: "PERSISTED_DOCUMENT_NOT_FOUND", http: { status: 400 } },
  });
