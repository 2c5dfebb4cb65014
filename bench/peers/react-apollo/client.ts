import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { relayStylePagination } from "@apollo/client/utilities";

declare global {
  /** Set by the page: returns the credential of the current user. */
  var getToken: () => string | Promise<string>;
}

const withToken = new SetContextLink(async ({ headers }) => ({
  headers: { ...headers, authorization: `Bearer ${await getToken()}` },
}));

/** The page's client: adds the credential to every request, and merges an event's pages of payments into one list. */
export const client = new ApolloClient({
  link: withToken.concat(new HttpLink({ uri: "/graphql" })),
  cache: new InMemoryCache({
    typePolicies: { Event: { fields: { payments: relayStylePagination() } } },
  }),
});
