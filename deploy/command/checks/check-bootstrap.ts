import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/** Where the CDK's bootstrap notes that it was there, under the name that it has unless somebody chose another. */
const BOOTSTRAP_NOTE = "/cdk-bootstrap/hnb659fds/version";

/**
 * Looks whether the CDK was ever set up in the account and region. Throws a `DeployError` with the command that does it.
 * Whether these credentials may do the rest, the CDK says itself.
 */
export async function checkBootstrap(
  { ssm }: Pick<AwsClients, "ssm">,
  { account, region }: { account: string; region: string },
): Promise<void> {
  try {
    await ssm.send(new GetParameterCommand({ Name: BOOTSTRAP_NOTE }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ParameterNotFound") return;
    throw new DeployError(
      `The CDK was not set up in account ${account}, ${region} yet. This makes the bucket and the roles with which it deploys, ` +
        `once per account and region:\n  npx --prefix deploy cdk bootstrap aws://${account}/${region}`,
      { isFinding: true },
    );
  }
}
