import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { relayStylePagination } from "@apollo/client/utilities";

declare global {
  /** Given by the page: the credential of who is signed in. */
  var getToken: () => string | Promise<string>;
}

const withToken = new SetContextLink(async ({ headers }) => ({
  headers: { ...headers, authorization: `Bearer ${await getToken()}` },
}));

/** The client of the page: every request with the credential, an event's payments one list however many pages were fetched. */
export const client = new ApolloClient({
  link: withToken.concat(new HttpLink({ uri: "/graphql" })),
  cache: new InMemoryCache({
    typePolicies: { Event: { fields: { payments: relayStylePagination() } } },
  }),
});
