import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { OUTPUTS, type OutputName } from "../stack/output-names.ts";
import { DeployError } from "./deploy-error.ts";

/** What the stack tells of what it made. */
export type StackOutputs = Record<OutputName, string>;

/** Reads the outputs as the CDK wrote them into a file. Throws when one is missing. */
export function readOutputs(json: unknown, stackName: string): StackOutputs {
  const stacks: Record<string, unknown> = typeof json === "object" && json !== null ? { ...json } : {};
  return complete(stacks[stackName], stackName);
}

/** Asks AWS for the outputs of a stack that was deployed before. Throws a `DeployError` when there is none of that name. */
export async function askOutputs({
  stackName,
  region,
}: {
  stackName: string;
  region: string;
}): Promise<StackOutputs> {
  const client = new CloudFormationClient({ region });
  const found = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "ValidationError") return null;
      throw error;
    });
  if (!found) {
    throw new DeployError(
      `There is no stack ${stackName} in ${region} in this account: nothing was deployed yet.`,
      {
        isFinding: true,
      },
    );
  }
  const outputs = found.Stacks?.[0]?.Outputs ?? [];
  return complete(Object.fromEntries(outputs.map((one) => [one.OutputKey, one.OutputValue])), stackName);
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
