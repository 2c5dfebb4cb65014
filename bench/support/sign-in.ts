import { PASSWORD } from "./ledger-table.ts";

/** The body of an admin's sign-in request; the response contains `data.signIn.token`. */
export const SIGN_IN = {
  query: "mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }",
  variables: { input: { password: PASSWORD, name: "Ines Duarte" } },
};
