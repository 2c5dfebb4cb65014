import { signIn as signInWithPassword } from "../../access/sign-in.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toInvalidInput } from "../refusals.ts";

export const signIn: MutationResolvers["signIn"] = async (_, { input }, { access }) => {
  const outcome = await signInWithPassword(access, input);
  if (outcome.result === "invalid") return toInvalidInput(outcome.faults);
  if (outcome.result === "invalidCredentials") {
    return {
      __typename: "InvalidCredentials",
      code: "INVALID_CREDENTIALS",
      message: "The password is wrong.",
      path: ["input", "password"],
    };
  }
  return { __typename: "SignedIn", ...outcome };
};
