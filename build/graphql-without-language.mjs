/**
 * Stands in for the GraphQL language that urql brings along: our client sends ids of documents, so there is no text to
 * read or write. What is left are the errors of an answer.
 */
export class GraphQLError extends Error {
  name = "GraphQLError";

  constructor(message, nodes, source, positions, path, originalError, extensions) {
    super(message);
    Object.assign(this, { nodes, source, positions, path, originalError, extensions: extensions ?? {} });
  }
}

/** The only kind that urql looks for. */
export const Kind = { OPERATION_DEFINITION: "OperationDefinition" };

/** Never called with a text. */
export function parse() {
  throw new Error("This client sends documents by their ids.");
}

/** The text of a document that is known by its id alone. */
export function print() {
  return "";
}
