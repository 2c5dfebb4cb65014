import type { Operator } from "../operator/operator.ts";

/** The functions and secrets that the stack names itself, so that one can be spoken of before it is made. */
export function namesIn({ stackName }: Pick<Operator, "stackName">) {
  return {
    apiFunction: `${stackName}-api`,
    notifyFunction: `${stackName}-notify`,
    // A name that ends in a hyphen and six characters would be taken for an ARN's end.
    sessionSecret: `${stackName}-session-signing`,
    originSecret: `${stackName}-origin-proof`,
  };
}
