import { GraphQLError, Kind } from "../node_modules/@0no-co/graphql.web/dist/graphql.web.mjs";

/** Stands in for the language part of urql's GraphQL: our client sends ids of documents, so there is no text to read or write. */
export { GraphQLError, Kind };

/** Never called with a text. */
export function parse() {
  throw new Error("This client sends documents by their ids.");
}

/** The text of a document that is known by its id alone. */
export function print() {
  return "";
}
