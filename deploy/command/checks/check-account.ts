import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { DeployError } from "../deploy-error.ts";

/**
 * Asks AWS whose credentials are at hand. Answers the account. Throws a `DeployError` when there are none that work, or
 * when they are those of another account than the operator's file names.
 */
export async function checkAccount(client: STSClient, expected: string | null): Promise<string> {
  const account = await askAccount(client);
  if (expected === null || expected === account) return account;
  throw new DeployError(
    `The credentials at hand are those of account ${account}; deploy/operator.json names ${expected}. ` +
      `Use others (AWS_PROFILE chooses), or correct "account".`,
  );
}

async function askAccount(client: STSClient): Promise<string> {
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account) return Account;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeployError(
      `AWS takes no credentials of this machine (${why.replace(/\.$/, "")}). Sign in, for example with \`aws sso login\`, ` +
        "choose a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; then run this again.",
    );
  }
  throw new DeployError(
    "AWS does not say whose credentials these are. Run `aws sts get-caller-identity` to see.",
  );
}
