import {
  type CloudFormationClient,
  UpdateTerminationProtectionCommand,
} from "@aws-sdk/client-cloudformation";

/**
 * Protects a stack from deletion. Only once it is fully deployed: the remains of a failed first deployment must be deleted
 * before the next one.
 */
export async function protectStack(client: CloudFormationClient, stackName: string): Promise<void> {
  const wanted = { StackName: stackName, EnableTerminationProtection: true };
  await client.send(new UpdateTerminationProtectionCommand(wanted));
}
