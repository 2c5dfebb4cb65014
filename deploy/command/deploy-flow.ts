import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isJoined, type Operator } from "../operator/operator.ts";
import { checkAdoptedTable } from "./adopted-table.ts";
import type { AwsClients } from "./aws-clients.ts";
import { deployStack, showDifference, synth } from "./cdk.ts";
import { checkAccount } from "./check-account.ts";
import type { CommandParts } from "./command-parts.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";
import { goLive } from "./go-live.ts";
import { checkJoined } from "./joined-distribution.ts";
import { readOperatorFile } from "./operator-file.ts";
import { collectPages } from "./pages/collect-pages.ts";
import type { PageFile } from "./pages/page-file.ts";
import { readOutputs, type StackOutputs } from "./stack-outputs.ts";

const FINDING = 1;

/**
 * The whole deployment: looks at everything that is there already, shows what would change, asks, and only then changes
 * AWS. Answers the code to end with: 1 when the answer was no, or the deployment does not answer as it should.
 */
export async function deploy(parts: CommandParts, { isSure }: { isSure: boolean }): Promise<number> {
  const { narrator } = parts;
  const { operator, file } = await readOperatorFile(parts.deployFolder, { mayBeExample: false });
  assertCanConfirm(parts, { isSure });
  await narrator.step("Built the bundles and the pages", parts.build);
  const clients = parts.connect(operator);
  const files = await collectPages(parts.built, {
    path: isJoined(operator.pages) ? `/${operator.pages.join.prefix}` : "/",
  });
  const streamArn = await lookAround(parts, { clients, operator, files });
  const [madeAt, commit] = [parts.now().toISOString(), await parts.readCommit()];
  const reference = `${madeAt}-${commit}`;
  const template = { operatorFile: file, streamArn, release: reference };
  await narrator.step("Made the template", () => synth(parts.cdk, template));
  await showDifference(parts.cdk);
  if (!(await confirm(parts, { isSure, question: "Deploy this?" }))) {
    narrator.say("Nothing was deployed.");
    return FINDING;
  }
  const outputs = await narrator.step("Deployed the stack", () => deployInto(parts, operator));
  const isWell = await goLive(parts, { clients, operator, files, outputs, madeAt, commit, reference });
  return isWell ? 0 : FINDING;
}

/** Looks at what is there already, before anything is made. Answers the stream of an adopted table. */
async function lookAround(
  { narrator }: CommandParts,
  { clients, operator, files }: { clients: AwsClients; operator: Operator; files: readonly PageFile[] },
): Promise<string | null> {
  const account = await checkAccount(clients.sts, operator.account);
  narrator.say(`Deploying ${operator.stackName} to account ${account}, ${operator.region}.`);
  const table = await checkAdoptedTable(clients, operator);
  if (table) narrator.say("The adopted table is as the payments need it.");
  if (table?.warning) narrator.say(table.warning);
  await checkJoined(clients, operator, files);
  if (isJoined(operator.pages))
    narrator.say(`The distribution ${operator.pages.join.distributionId} has room for the payments.`);
  return table?.streamArn ?? null;
}

async function deployInto({ cdk }: CommandParts, { stackName }: Operator): Promise<StackOutputs> {
  const folder = await mkdtemp(join(tmpdir(), "payments-deploy-"));
  try {
    return readOutputs(await deployStack(cdk, folder), stackName);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
