import type { GraphqlAnswer, TestApi } from "./api.ts";
import { PASSWORD } from "./api.ts";

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn { token expiresAt deviceToken viewer { kind name scopes } }
    ... on UserError { code message path }
    ... on InvalidInput { faults { path code } }
    ... on TooManyAttempts { retryAfterSeconds }
  }
}`;

/** Signs in, by default as Ines Duarte with the right password, and returns the result. */
export async function signIn(
  api: TestApi,
  input: { password?: string; name?: string; deviceToken?: string } = {},
  { address }: { address?: string } = {},
): Promise<GraphqlAnswer["data"]> {
  const variables = { input: { password: PASSWORD, name: "Ines Duarte", ...input } };
  const answer = await api.graphql(SIGN_IN, variables, { as: null, ...(address ? { address } : {}) });
  return answer.data.signIn;
}
