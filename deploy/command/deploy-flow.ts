import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { isJoined, type Operator } from "../operator/operator.ts";
import { checkAdoptedTable } from "./adopted-table.ts";
import type { AwsClients } from "./aws-clients.ts";
import { deployStack, showDifference, synth } from "./cdk.ts";
import { checkAccount } from "./check-account.ts";
import { checkFromOutside } from "./check-from-outside.ts";
import type { CommandParts } from "./command-parts.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";
import { tellEmbedding } from "./embed-snippet.ts";
import { checkJoined, join } from "./joined-distribution.ts";
import { readOperatorFile } from "./operator-file.ts";
import { collectPages } from "./pages/collect-pages.ts";
import type { PageFile } from "./pages/page-file.ts";
import { createPageStore } from "./pages/page-store.ts";
import { pinnedNameOf, readIntegrity } from "./pages/pinned-file.ts";
import { aliasesOf, placeOfPages } from "./place-of-pages.ts";
import { publishPages } from "./publish-pages.ts";
import { endRollback } from "./release/end-rollback.ts";
import { recordRelease } from "./release/record-release.ts";
import { openReleaseRecords } from "./release/release-record.ts";
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
  return goLive(parts, { clients, operator, files, outputs, madeAt, commit, reference });
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
  const folder = await mkdtemp(joinPath(tmpdir(), "payments-deploy-"));
  try {
    return readOutputs(await deployStack(cdk, folder), stackName);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Deployed {
  clients: AwsClients;
  operator: Operator;
  files: readonly PageFile[];
  outputs: StackOutputs;
  madeAt: string;
  commit: string;
  /** Names the release wherever it is named. */
  reference: string;
}

/** After the stack: pages, the joined distribution, the record, and a look from outside. */
async function goLive(parts: CommandParts, deployed: Deployed): Promise<number> {
  const { narrator } = parts;
  const { clients, operator, files, outputs, madeAt, commit, reference } = deployed;
  const place = placeOfPages(operator, outputs);
  const store = createPageStore(clients.s3, place);
  const records = openReleaseRecords(store, place.releasesFolder);
  const aliases = aliasesOf(outputs);
  const moved = await endRollback(clients.lambda, { records, aliases });
  if (moved.length > 0)
    narrator.say(`${moved.join(" and ")} had been taken back; now the newest version is live again.`);

  const found = await readIntegrity(parts.built.cdnFolder);
  const pinned = { name: pinnedNameOf(found), integrity: found.integrity };
  const embed = { ...place, allowedOrigins: operator.allowedOrigins, pinned };
  const publication = { files, place, embed, isJoined: isJoined(operator.pages), reference };
  const pages = await narrator.step(`Put the pages into ${place.bucket}`, () =>
    publishPages(clients, store, publication),
  );
  narrator.say(
    `  ${pages.changed.length === 0 ? "None had changed." : `Changed: ${pages.changed.join(", ")}`}`,
  );
  if (publication.isJoined) {
    await narrator.step(`Joined the distribution ${place.distributionId}`, () =>
      join(clients, { outputs, narrator }),
    );
  }
  // Before it is looked at: a release that does not work must be one that can be left.
  const release = { madeAt, commit, aliases, pages: pages.versions };
  const record = await recordRelease(clients.lambda, { records, release });
  narrator.say(`Recorded the release as ${place.releasesFolder}${record.key}`);
  if (!(await store.keepsVersions())) narrator.say(noVersions(place.bucket));

  const isWell = await checkFromOutside(parts, {
    operator,
    place,
    apiUrl: outputs.ApiUrl,
    pinnedName: pinned.name,
  });
  if (!isWell) narrator.say("`npm run deploy -- --rollback` goes back to the release before.");
  narrator.say(`\n${tellEmbedding(embed)}`);
  return isWell ? 0 : FINDING;
}

const noVersions = (bucket: string) =>
  `The bucket ${bucket} keeps no older versions: going back would bring back the functions, not the pages. ` +
  `\`aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled\` changes that from the next release on.`;
