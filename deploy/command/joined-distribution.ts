import { isJoined, type Operator } from "../operator/operator.ts";
import type { AwsClients } from "./aws-clients.ts";
import { DeployError } from "./deploy-error.ts";
import { type JoinOutcome, joinDistribution } from "./distribution/join-distribution.ts";
import { JOINED_PATHS } from "./distribution/joined-paths.ts";
import type { ApiOrigin } from "./distribution/our-behavior.ts";
import { readOriginSecret } from "./distribution/read-origin-secret.ts";
import { readDistribution, refused, updateDistribution } from "./distribution/update-distribution.ts";
import type { Narrator } from "./narrator.ts";
import type { PageFile } from "./pages/page-file.ts";
import { createPageStore, type PageStore } from "./pages/page-store.ts";
import { refuseToOverwrite } from "./pages/upload-pages.ts";
import type { StackOutputs } from "./stack-outputs.ts";

/** The header by which the API knows that a request came through the distribution. */
const SECRET_HEADER = "x-origin-secret";

/** Before there is an API: only whether there is room for it can be asked. */
const NO_API_YET: ApiOrigin = {
  domainName: "not-made-yet.lambda-url.on.aws",
  secretHeader: { name: SECRET_HEADER, value: "not-made-yet" },
};

/**
 * Looks at the distribution and the bucket that the operator's file joins, before anything is made. Throws a `DeployError`
 * with all that is in the way.
 */
export async function checkJoined(
  clients: AwsClients,
  { pages }: Pick<Operator, "pages">,
  files: readonly PageFile[],
): Promise<void> {
  if (!isJoined(pages)) return;
  const { distributionId, bucketName, prefix } = pages.join;
  const { config } = await readDistribution(clients.cloudFront, distributionId);
  const outcome = joinDistribution(config, { origin: NO_API_YET, paths: JOINED_PATHS });
  if (outcome.result === "refused") throw refused(distributionId, outcome.faults);
  const store = createPageStore(clients.s3, { bucket: bucketName, prefix });
  await assertBucket(store, bucketName);
  await refuseToOverwrite(store, files);
}

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
