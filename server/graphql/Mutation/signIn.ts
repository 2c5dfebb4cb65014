import { describeTooManyAttempts } from "../../access/attempt-store.ts";
import { signIn as signInWithPassword } from "../../access/sign-in.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toInvalidInput } from "../refusals.ts";

export const signIn: MutationResolvers["signIn"] = async (_, { input }, { access, address }) => {
  const outcome = await signInWithPassword(access, { input, address });
  switch (outcome.result) {
    case "signedIn":
      return { __typename: "SignedIn", ...outcome };
    case "invalid":
      return toInvalidInput(outcome.faults);
    case "invalidCredentials":
      return {
        __typename: "InvalidCredentials",
        code: "INVALID_CREDENTIALS",
        message: "The password is wrong.",
        path: ["input", "password"],
      };
    case "tooManyAttempts":
      return {
        __typename: "TooManyAttempts",
        code: "TOO_MANY_ATTEMPTS",
        message: describeTooManyAttempts(outcome.retryAfterSeconds),
        path: ["input", "password"],
        retryAfterSeconds: outcome.retryAfterSeconds,
      };
  }
};
