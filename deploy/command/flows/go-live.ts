import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { checkFromOutside } from "../checks/check-from-outside.ts";
import type { CommandParts } from "../command-parts.ts";
import { checkWithCredential, type KnownVerdict } from "../credential/check-with-credential.ts";
import { join } from "../distribution/joined-distribution.ts";
import { describeEmbedding, type EmbedPlace } from "../pages/embed-snippet.ts";
import type { PageFile } from "../pages/page-file.ts";
import { createPageStore, type PageStore } from "../pages/page-store.ts";
import { pinnedNameOf, readIntegrity } from "../pages/pinned-file.ts";
import { aliasesOf, type PlaceOfPages, placeOfPages } from "../pages/place-of-pages.ts";
import { publishPages } from "../pages/publish-pages.ts";
import { protectStack } from "../protect-stack.ts";
import { endRollback } from "../release/end-rollback.ts";
import { recordRelease } from "../release/record-release.ts";
import { openReleaseRecords, type ReleaseRecord, type ReleaseRecords } from "../release/release-record.ts";

/** A deployed stack, and what goes live with it. */
export interface DeployedStack {
  clients: AwsClients;
  operator: Operator;
  files: readonly PageFile[];
  outputs: StackOutputs;
  /** ISO 8601, UTC. */
  madeAt: string;
  commit: string;
  /** The id of the release. */
  reference: string;
  /** Whether the command asks no more questions. */
  isSure: boolean;
}

interface Release extends DeployedStack {
  place: PlaceOfPages;
  store: PageStore;
  records: ReleaseRecords;
  embed: EmbedPlace;
}

/**
 * The steps after the stack: the pages, the joined distribution, the release record, and the checks. Returns whether all
 * checks passed.
 */
export async function goLive(parts: CommandParts, deployed: DeployedStack): Promise<boolean> {
  const release = await prepare(parts, deployed);
  await takeNewestVersions(parts, release);
  const versions = await publish(parts, release);
  if (isJoined(deployed.operator.pages)) await joinDistribution(parts, release);
  // Before the checks: a release that does not work must have a record, so that it can be rolled back.
  const { previous } = await record(parts, { ...release, versions });
  await protectStack(deployed.clients.cloudFormation, deployed.operator.stackName);
  const verdict = await look(parts, release);
  if (verdict === "faulty" && previous !== null)
    parts.narrator.say("Run `npm run deploy -- --rollback` to go back to the previous release.");
  parts.narrator.say(`\n${describeEmbedding(release.embed)}`);
  return verdict === "well";
}

/** Checks anonymously, then with a credential, which is never sent to a deployment that failed the first checks. */
async function look(
  parts: CommandParts,
  { operator, outputs, embed, isSure }: Release,
): Promise<KnownVerdict> {
  const pinnedName = embed.pinned.name;
  const { isWell, asked } = await checkFromOutside(parts, { operator, outputs, pinnedName });
  return isWell ? checkWithCredential(parts, { ...asked, operator, isSure }) : "faulty";
}

async function prepare(parts: CommandParts, deployed: DeployedStack): Promise<Release> {
  const { operator, outputs, clients } = deployed;
  const place = placeOfPages(operator, outputs);
  const store = createPageStore(clients.s3, place);
  const found = await readIntegrity(parts.built.cdnFolder);
  const pinned = { name: pinnedNameOf(found), integrity: found.integrity };
  return {
    ...deployed,
    place,
    store,
    records: openReleaseRecords(store, place.releasesFolder),
    embed: { ...place, allowedOrigins: operator.allowedOrigins, pinned },
  };
}

async function takeNewestVersions(
  { narrator }: CommandParts,
  { clients, records, outputs }: Release,
): Promise<void> {
  const moved = await endRollback(clients.lambda, { records, aliases: aliasesOf(outputs) });
  if (moved.length === 0) return;
  narrator.say(`${moved.join(" and ")} had been rolled back; the newest version is live again.`);
}

/** Returns the version of each file that changes under its name. */
async function publish(
  { narrator }: CommandParts,
  { clients, store, files, place, embed, operator, reference }: Release,
): Promise<Record<string, string | null>> {
  const publication = { files, place, embed, isJoined: isJoined(operator.pages), reference };
  const { changed, versions } = await narrator.step(`Uploaded the pages to ${place.bucket}`, () =>
    publishPages(clients, store, publication),
  );
  narrator.say(changed.length === 0 ? "  No files changed." : `  Changed: ${changed.join(", ")}`);
  return versions;
}

const joinDistribution = (
  { narrator }: CommandParts,
  { clients, outputs, place }: Release,
): Promise<boolean> =>
  narrator.step(`Joined the distribution ${place.distributionId}`, () =>
    join(clients, { outputs, narrator }),
  );

async function record(
  { narrator }: CommandParts,
  made: Release & { versions: Record<string, string | null> },
): Promise<ReleaseRecord> {
  const { clients, records, outputs, place, store, versions, madeAt, commit } = made;
  const release = { madeAt, commit, footing: outputs.Footing, aliases: aliasesOf(outputs), pages: versions };
  const written = await recordRelease(clients.lambda, { records, release });
  narrator.say(`Recorded the release as ${place.releasesFolder}${written.key}`);
  if (!(await store.keepsVersions()))
    narrator.say(noVersions({ bucket: place.bucket, region: made.operator.region }));
  return written;
}

const noVersions = ({ bucket, region }: { bucket: string; region: string }) =>
  `The bucket ${bucket} keeps no previous versions of files: a rollback would restore the functions, but not the pages. ` +
  `\`aws s3api put-bucket-versioning --region ${region} --bucket ${bucket} --versioning-configuration Status=Enabled\` enables versions from the next release on.`;
