/**
 * Replaces the GraphQL parser and printer that urql depends on: our client sends document ids, so there is no text to parse or
 * print. Only the error class remains.
 */
export class GraphQLError extends Error {
  name = "GraphQLError";

  constructor(message, nodes, source, positions, path, originalError, extensions) {
    super(message);
    Object.assign(this, { nodes, source, positions, path, originalError, extensions: extensions ?? {} });
  }
}

/** The only kind that urql checks for. */
export const Kind = { OPERATION_DEFINITION: "OperationDefinition" };

/** Never called: the client has no document texts. */
export function parse() {
  throw new Error("This client sends documents by their ids.");
}

/** Always empty: a document is known by its id alone. */
export function print() {
  return "";
}
