import {
  type CloudFrontClient,
  type DistributionConfig,
  GetDistributionConfigCommand,
  InvalidIfMatchVersion,
  NoSuchDistribution,
  PreconditionFailed,
  TooManyCacheBehaviors,
  UpdateDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { DeployError } from "../deploy-error.ts";
import { describeJoin } from "./describe-join.ts";
import type { JoinOutcome } from "./join-distribution.ts";

const MAX_TRIES = 5;

/** A change of a distribution, and who sees it before it is made. */
export interface DistributionChange {
  distributionId: string;
  /** Decides what must change in the current distribution. */
  change(config: DistributionConfig): JoinOutcome;
  /** Receives the description of the changes before they are written. */
  show?(lines: readonly string[]): void;
}

/**
 * Reads a distribution and writes the changed one; if someone else wrote in between, reads it again. Returns whether anything
 * was written. Throws a `DeployError` with every fault if the change is not possible.
 */
export async function updateDistribution(
  client: CloudFrontClient,
  wanted: DistributionChange,
): Promise<boolean> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const found = await readDistribution(client, wanted.distributionId);
    const outcome = wanted.change(found.config);
    if (outcome.result === "refused") throw refused(wanted.distributionId, outcome.faults);
    if (outcome.result === "unchanged") return false;
    wanted.show?.(describeJoin(found.config, outcome.config));
    if (await write(client, { ...wanted, config: outcome.config, tag: found.tag })) return true;
  }
  throw new DeployError(
    `Someone else keeps changing the distribution ${wanted.distributionId}. Run this command again when they are done.`,
  );
}

/** The current configuration of a distribution, and its ETag. Throws a `DeployError` if it does not exist. */
export async function readDistribution(
  client: CloudFrontClient,
  distributionId: string,
): Promise<{ config: DistributionConfig; tag: string }> {
  try {
    const found = await client.send(new GetDistributionConfigCommand({ Id: distributionId }));
    if (!found.DistributionConfig || !found.ETag) throw new Error("AWS returned no configuration.");
    return { config: found.DistributionConfig, tag: found.ETag };
  } catch (error) {
    if (!(error instanceof NoSuchDistribution)) throw error;
    throw new DeployError(
      `This account has no distribution ${distributionId}. Correct "pages.join.distributionId" in deploy/operator.json.`,
    );
  }
}

/** The error that lists every reason why a distribution cannot be joined. */
export const refused = (distributionId: string, faults: readonly string[]): DeployError =>
  new DeployError(
    `The distribution ${distributionId} cannot be joined as it is. Nothing was changed:\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
    { isFinding: true },
  );

async function write(
  client: CloudFrontClient,
  { distributionId, config, tag }: { distributionId: string; config: DistributionConfig; tag: string },
): Promise<boolean> {
  try {
    await client.send(
      new UpdateDistributionCommand({ Id: distributionId, IfMatch: tag, DistributionConfig: config }),
    );
    return true;
  } catch (error) {
    if (error instanceof PreconditionFailed || error instanceof InvalidIfMatchVersion) return false;
    if (error instanceof TooManyCacheBehaviors) {
      throw refused(distributionId, [
        "It has reached AWS's quota of behaviors. Request a higher quota, or remove some.",
      ]);
    }
    throw error;
  }
}
