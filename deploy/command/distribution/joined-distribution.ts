import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import type { Narrator } from "../narrator.ts";
import type { PageFile } from "../pages/page-file.ts";
import { createPageStore, type PageStore } from "../pages/page-store.ts";
import { refuseToOverwrite } from "../pages/upload-pages.ts";
import { type JoinOutcome, joinDistribution } from "./join-distribution.ts";
import { JOINED_PATHS } from "./joined-paths.ts";
import { OUR_ORIGIN_ID, originIn } from "./our-behavior.ts";
import { readOriginSecret } from "./read-origin-secret.ts";
import { tellJoin } from "./tell-join.ts";
import { readDistribution, refused, updateDistribution } from "./update-distribution.ts";

/** The header by which the API knows that a request came through the distribution. */
const SECRET_HEADER = "x-origin-secret";

/** Stands for the address of an API that the stack has yet to make; it is shown and never written. */
const NOT_MADE_YET = "the address that the stack makes";

/**
 * Looks at the distribution and the bucket that the operator's file joins, before anything is made. Answers what joining will
 * change, in words; nothing where it will change nothing, and where none is joined. `apiDomain` is that of the stack as it
 * stands. Throws a `DeployError` with all that is in the way.
 */
export async function checkJoined(
  clients: AwsClients,
  wanted: { pages: Operator["pages"]; files: readonly PageFile[]; apiDomain: string | null },
): Promise<string[]> {
  const { pages, files, apiDomain } = wanted;
  if (!isJoined(pages)) return [];
  const { distributionId, bucketName, prefix } = pages.join;
  const { config } = await readDistribution(clients.cloudFront, distributionId);
  const there = originIn(config);
  if (there && there.DomainName !== apiDomain)
    throw refused(distributionId, [isOfOthers(there.DomainName ?? "")]);
  // Whether the secret is another one shows only when it is written.
  const headers = there?.CustomHeaders?.Items ?? [];
  const value = headers.find(({ HeaderName }) => HeaderName === SECRET_HEADER)?.HeaderValue ?? "";
  const origin = { domainName: apiDomain ?? NOT_MADE_YET, secretHeader: { name: SECRET_HEADER, value } };
  const outcome = joinDistribution(config, { origin, paths: JOINED_PATHS });
  if (outcome.result === "refused") throw refused(distributionId, outcome.faults);
  const store = createPageStore(clients.s3, { bucket: bucketName, prefix });
  await assertBucket(store, bucketName);
  await refuseToOverwrite(store, files);
  return outcome.result === "changed" ? tellJoin(config, outcome.config) : [];
}

const isOfOthers = (domain: string) =>
  `Its origin "${OUR_ORIGIN_ID}" leads to ${domain}, which is not the API of this stack: other payments have joined it. ` +
  "If they are gone, for example since the stack was deleted, `npm run deploy -- --leave` takes them off; else give these " +
  'payments a distribution of their own ("pages": { "distribution": "new" }).';

async function assertBucket(store: PageStore, bucketName: string): Promise<void> {
  try {
    await store.keepsVersions();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "NoSuchBucket") throw error;
    throw new DeployError(
      `There is no bucket ${bucketName}: correct "pages.join.bucketName" in deploy/operator.json.`,
    );
  }
}

/** Adds our paths to the distribution, and says how. Answers whether that changed anything. */
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
