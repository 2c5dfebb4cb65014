import {
  type CloudFormationClient,
  UpdateTerminationProtectionCommand,
} from "@aws-sdk/client-cloudformation";

/**
 * Protects a stack from being deleted. Not before it is whole: what a first deployment that failed has left must be deleted
 * before the next one.
 */
export async function protectStack(client: CloudFormationClient, stackName: string): Promise<void> {
  const wanted = { StackName: stackName, EnableTerminationProtection: true };
  await client.send(new UpdateTerminationProtectionCommand(wanted));
}
