import { GraphQLError } from "graphql";

/** An error for arguments that no refusal covers: page sizes, invalid cursors, too many ids. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}
