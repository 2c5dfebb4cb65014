import { PASSWORD } from "./ledger-table.ts";

/** The body of a request by which an admin signs in; in its answer stands `data.signIn.token`. */
export const SIGN_IN = {
  query: "mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }",
  variables: { input: { password: PASSWORD, name: "Ines Duarte" } },
};
