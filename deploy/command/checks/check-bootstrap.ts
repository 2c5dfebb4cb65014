import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/** The parameter that the CDK's bootstrap writes, under its default name. */
const BOOTSTRAP_NOTE = "/cdk-bootstrap/hnb659fds/version";

/**
 * Checks that the CDK is bootstrapped in the account and region. Throws a `DeployError` with the command that does it. Any
 * other missing permission is reported by the CDK itself.
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
      `The CDK is not bootstrapped in account ${account}, ${region}. This command creates the bucket and the roles it deploys with, ` +
        `once per account and region:\n  npx --prefix deploy cdk bootstrap aws://${account}/${region}`,
      { isFinding: true },
    );
  }
}
