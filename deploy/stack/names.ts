import type { Operator } from "../operator/operator.ts";

/** The names of the functions and secrets, known before they are created. */
export function namesIn({ stackName }: Pick<Operator, "stackName">) {
  return {
    apiFunction: `${stackName}-api`,
    notifyFunction: `${stackName}-notify`,
    // A name that ends in a hyphen and six characters would be mistaken for the end of an ARN.
    sessionSecret: `${stackName}-session-signing`,
    originSecret: `${stackName}-origin-proof`,
  };
}
