import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { DeployError } from "../deploy-error.ts";

/**
 * Asks AWS for the account of the current credentials and returns it. Throws a `DeployError` if no credentials work or they
 * belong to another account than the operator file names.
 */
export async function checkAccount(client: STSClient, expected: string | null): Promise<string> {
  const account = await askAccount(client);
  if (expected === null || expected === account) return account;
  throw new DeployError(
    `The current credentials belong to account ${account}, but deploy/operator.json names ${expected}. ` +
      `Choose others with AWS_PROFILE, or correct "account".`,
  );
}

async function askAccount(client: STSClient): Promise<string> {
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account) return Account;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeployError(
      `AWS accepts no credentials from this machine (${why.replace(/\.$/, "")}). Sign in, for example with \`aws sso login\`, ` +
        "choose a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; then run this command again.",
    );
  }
  throw new DeployError(
    "AWS returned no account for these credentials. Check with `aws sts get-caller-identity`.",
  );
}
