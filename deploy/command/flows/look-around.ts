import { isJoined, type Operator } from "../../operator/operator.ts";
import { STREAM_CONTEXT } from "../../stack/adopted-stream.ts";
import { ORIGIN_VERSION_CONTEXT, PROTECTED_CONTEXT } from "../../stack/output-names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { checkAccount } from "../checks/check-account.ts";
import { checkBootstrap } from "../checks/check-bootstrap.ts";
import { checkSecrets } from "../checks/check-secrets.ts";
import { warnOfPlainHash } from "../checks/warn-plain-hash.ts";
import type { CommandParts } from "../command-parts.ts";
import { checkJoined } from "../distribution/joined-distribution.ts";
import { findOriginVersion } from "../distribution/origin-version.ts";
import { type FoundStack, findStack } from "../found-stack.ts";
import type { PageFile } from "../pages/page-file.ts";
import { checkAdoptedTable } from "../table/adopted-table.ts";
import { checkCreatedTable } from "../table/created-table.ts";

/** What exists before a deployment. */
export interface Surroundings {
  /** Null before the first deployment. */
  stack: FoundStack | null;
  /** A description of what joining changes in a distribution. */
  joining: readonly string[];
  /** The context values for the CDK. */
  context: Record<string, string>;
}

/** Checks what exists, before anything is created. Throws a `DeployError` with everything that prevents the deployment. */
export async function lookAround(
  { narrator }: CommandParts,
  { clients, operator, files }: { clients: AwsClients; operator: Operator; files: readonly PageFile[] },
): Promise<Surroundings> {
  const account = await checkAccount(clients.sts, operator.account);
  narrator.say(`Deploying ${operator.stackName} to account ${account}, ${operator.region}.`);
  await checkBootstrap(clients, { account, region: operator.region });
  const stack = await findStack(clients.cloudFormation, operator.stackName);
  const isStackWhole = stack?.isWhole === true;
  await checkCreatedTable(clients, { operator, isStackWhole });
  const warning = warnOfPlainHash(operator);
  if (warning !== null) narrator.complain(warning);
  const unread = await checkSecrets(clients, { operator, isStackWhole });
  if (unread !== null) narrator.say(unread);
  const originVersion = await findOriginVersion(clients, operator);
  const table = await checkAdoptedTable(clients, operator);
  if (table) narrator.say("The adopted table meets all requirements.");
  if (table?.warning) narrator.say(table.warning);
  const apiDomain = (isStackWhole && stack?.outputs.ApiDomain) || null;
  const joining = await checkJoined(clients, { pages: operator.pages, files, apiDomain });
  if (isJoined(operator.pages))
    narrator.say(`The distribution ${operator.pages.join.distributionId} can be joined.`);
  return {
    stack,
    joining,
    context: {
      ...(table ? { [STREAM_CONTEXT]: table.streamArn } : {}),
      ...(originVersion !== null ? { [ORIGIN_VERSION_CONTEXT]: originVersion } : {}),
      ...(isStackWhole ? { [PROTECTED_CONTEXT]: "true" } : {}),
    },
  };
}
