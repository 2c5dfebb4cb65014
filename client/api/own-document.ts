import type { TypedDocumentNode } from "@urql/core";

/** An operation of ours by the id under which the server keeps its text, and by the types of what goes in and comes out. */
export type OwnDocument<Data, Variables> = TypedDocumentNode<Data, Variables> & { documentId: string };
