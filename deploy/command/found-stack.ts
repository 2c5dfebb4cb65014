import { type CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import type { StackOutputs } from "../stack/output-names.ts";

/** A stack as CloudFormation knows it. */
export interface FoundStack {
  /** Whether it was ever deployed to the end; false for what a first deployment that failed has left. */
  isWhole: boolean;
  isProtected: boolean;
  outputs: Partial<StackOutputs>;
}

/** Nothing of such a stack works: the CDK deletes it before it makes the stack anew. */
const NEVER_WHOLE = /^(REVIEW_IN_PROGRESS|CREATE_.*|ROLLBACK_.*|DELETE_.*)$/;

/** Asks CloudFormation for a stack; null when there is none of that name. */
export async function findStack(client: CloudFormationClient, stackName: string): Promise<FoundStack | null> {
  const found = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "ValidationError") return null;
      throw error;
    });
  const stack = found?.Stacks?.[0];
  if (!stack) return null;
  const { StackStatus = "", EnableTerminationProtection, Outputs = [] } = stack;
  return {
    isWhole: StackStatus === "CREATE_COMPLETE" || !NEVER_WHOLE.test(StackStatus),
    isProtected: EnableTerminationProtection === true,
    outputs: Object.fromEntries(
      Outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
    ),
  };
}
