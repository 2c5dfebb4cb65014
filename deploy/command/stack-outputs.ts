import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { OUTPUTS, type StackOutputs } from "../stack/output-names.ts";
import { DeployError } from "./deploy-error.ts";
import { findStack } from "./found-stack.ts";

/** Reads the outputs as the CDK wrote them into a file. Throws when one is missing. */
export function readOutputs(json: unknown, stackName: string): StackOutputs {
  const stacks: Record<string, unknown> = typeof json === "object" && json !== null ? { ...json } : {};
  return complete(stacks[stackName], stackName);
}

/** Asks AWS for the outputs of a stack that was deployed before. Throws a `DeployError` when there is none of that name. */
export async function askOutputs(
  client: CloudFormationClient,
  { stackName, region }: { stackName: string; region: string },
): Promise<StackOutputs> {
  const found = await findStack(client, stackName);
  if (found?.isWhole) return complete(found.outputs, stackName);
  throw new DeployError(
    `There is no stack ${stackName} in ${region} in this account: nothing was deployed yet.`,
    { isFinding: true },
  );
}

function complete(outputs: unknown, stackName: string): StackOutputs {
  const found: Record<string, unknown> =
    typeof outputs === "object" && outputs !== null ? { ...outputs } : {};
  const missing = Object.keys(OUTPUTS).filter((name) => typeof found[name] !== "string");
  if (missing.length === 0) return found as StackOutputs;
  throw new DeployError(
    `The stack ${stackName} does not tell ${missing.join(", ")}: deploy it with this version of the command.`,
  );
}
