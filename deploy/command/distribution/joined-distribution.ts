import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import type { Narrator } from "../narrator.ts";
import type { PageFile } from "../pages/page-file.ts";
import { createPageStore, type PageStore } from "../pages/page-store.ts";
import { refuseToOverwrite } from "../pages/upload-pages.ts";
import { describeJoin } from "./describe-join.ts";
import { type JoinOutcome, joinDistribution } from "./join-distribution.ts";
import { JOINED_PATHS } from "./joined-paths.ts";
import { OUR_ORIGIN_ID, originIn } from "./our-behavior.ts";
import { readOriginSecret } from "./read-origin-secret.ts";
import { readDistribution, refused, updateDistribution } from "./update-distribution.ts";

/** The header that shows the API that a request came through the distribution. */
const SECRET_HEADER = "x-origin-secret";

/** What a description shows instead of the address of an API that the stack has not created yet. It is never written. */
const NOT_CREATED_YET = "the address that the stack creates";

/**
 * Checks the distribution and the bucket that the operator file joins, before anything is created. Returns a description of
 * what joining will change; empty if nothing changes or none is joined. `apiDomain` is the domain of the deployed stack.
 * Throws a `DeployError` with everything that prevents joining.
 */
export async function checkJoined(
  clients: AwsClients,
  wanted: { pages: Operator["pages"]; files: readonly PageFile[]; apiDomain: string | null },
): Promise<string[]> {
  const { pages, files, apiDomain } = wanted;
  if (!isJoined(pages)) return [];
  const { distributionId, bucketName, prefix } = pages.join;
  const { config } = await readDistribution(clients.cloudFront, distributionId);
  const current = originIn(config);
  if (current && current.DomainName !== apiDomain)
    throw refused(distributionId, [belongsToOthers(current.DomainName ?? "")]);
  // A changed secret shows only when it is written.
  const headers = current?.CustomHeaders?.Items ?? [];
  const value = headers.find(({ HeaderName }) => HeaderName === SECRET_HEADER)?.HeaderValue ?? "";
  const origin = { domainName: apiDomain ?? NOT_CREATED_YET, secretHeader: { name: SECRET_HEADER, value } };
  const outcome = joinDistribution(config, { origin, paths: JOINED_PATHS });
  if (outcome.result === "refused") throw refused(distributionId, outcome.faults);
  const store = createPageStore(clients.s3, { bucket: bucketName, prefix });
  await assertBucket(store, bucketName);
  await refuseToOverwrite(store, files);
  return outcome.result === "changed" ? describeJoin(config, outcome.config) : [];
}

const belongsToOthers = (domain: string) =>
  `Its origin "${OUR_ORIGIN_ID}" points to ${domain}, which is not the API of this stack: another deployment has joined it. ` +
  "If that deployment no longer exists, for example because its stack was deleted, remove it with `npm run deploy -- --leave`; else give these " +
  'payments their own distribution ("pages": { "distribution": "new" }).';

async function assertBucket(store: PageStore, bucketName: string): Promise<void> {
  try {
    await store.keepsVersions();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "NoSuchBucket") throw error;
    throw new DeployError(
      `The bucket ${bucketName} does not exist. Correct "pages.join.bucketName" in deploy/operator.json.`,
    );
  }
}

/** Adds our paths to the distribution and prints the changes. Returns whether anything changed. */
export async function join(
  clients: AwsClients,
  { outputs, narrator }: { outputs: StackOutputs; narrator: Narrator },
): Promise<boolean> {
  const value = await readOriginSecret(clients, outputs.OriginSecretReference);
  const origin = { domainName: outputs.ApiDomain, secretHeader: { name: SECRET_HEADER, value } };
  return updateDistribution(clients.cloudFront, {
    distributionId: outputs.DistributionId,
    change: (config): JoinOutcome => joinDistribution(config, { origin, paths: JOINED_PATHS }),
    show: (lines) => narrator.say(lines.map((line) => `  ${line}`).join("\n")),
  });
}
