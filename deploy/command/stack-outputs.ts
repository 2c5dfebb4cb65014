import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { OUTPUTS, type StackOutputs } from "../stack/output-names.ts";
import { DeployError } from "./deploy-error.ts";
import { findStack } from "./found-stack.ts";

/** Reads the outputs from the CDK's outputs file. Throws if one is missing. */
export function readOutputs(json: unknown, stackName: string): StackOutputs {
  const stacks: Record<string, unknown> = typeof json === "object" && json !== null ? { ...json } : {};
  return complete(stacks[stackName], stackName);
}

/** Reads the outputs of a deployed stack from AWS. Throws a `DeployError` if there is no such stack. */
export async function askOutputs(
  client: CloudFormationClient,
  { stackName, region }: { stackName: string; region: string },
): Promise<StackOutputs> {
  const found = await findStack(client, stackName);
  if (found?.isWhole) return complete(found.outputs, stackName);
  throw new DeployError(`This account has no stack ${stackName} in ${region}: nothing is deployed yet.`, {
    isFinding: true,
  });
}

function complete(outputs: unknown, stackName: string): StackOutputs {
  const found: Record<string, unknown> =
    typeof outputs === "object" && outputs !== null ? { ...outputs } : {};
  const missing = Object.keys(OUTPUTS).filter((name) => typeof found[name] !== "string");
  if (missing.length === 0) return found as StackOutputs;
  throw new DeployError(
    `The stack ${stackName} lacks the outputs ${missing.join(", ")}. Deploy it with this version of the command.`,
  );
}
