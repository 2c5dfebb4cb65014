import { type CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import type { StackOutputs } from "../stack/output-names.ts";

/** A stack as CloudFormation reports it. */
export interface FoundStack {
  /** Whether it was ever fully deployed; false for the remains of a failed first deployment. */
  isWhole: boolean;
  isProtected: boolean;
  outputs: Partial<StackOutputs>;
}

/** Statuses of a stack that never worked; the CDK deletes such a stack before it creates it again. */
const NEVER_WHOLE = /^(REVIEW_IN_PROGRESS|CREATE_.*|ROLLBACK_.*|DELETE_.*)$/;

/** Reads a stack from CloudFormation; null if there is none of that name. */
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
