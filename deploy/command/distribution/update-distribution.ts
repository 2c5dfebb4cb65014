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
import type { JoinOutcome } from "./join-distribution.ts";
import { tellJoin } from "./tell-join.ts";

const MOST_TRIES = 5;

/** Which distribution is changed, how, and who is told of it before it is. */
export interface DistributionChange {
  distributionId: string;
  /** Answers what is to be of the distribution as it stands. */
  change(config: DistributionConfig): JoinOutcome;
  /** Is shown the difference in words before it is written. */
  show?(lines: readonly string[]): void;
}

/**
 * Reads a distribution and writes the changed one, if nobody else wrote meanwhile: else it reads again. Answers whether
 * anything was written. Throws a `DeployError` with every fault when it cannot be changed so.
 */
export async function updateDistribution(
  client: CloudFrontClient,
  wanted: DistributionChange,
): Promise<boolean> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const found = await readDistribution(client, wanted.distributionId);
    const outcome = wanted.change(found.config);
    if (outcome.result === "refused") throw refused(wanted.distributionId, outcome.faults);
    if (outcome.result === "unchanged") return false;
    wanted.show?.(tellJoin(found.config, outcome.config));
    if (await write(client, { ...wanted, config: outcome.config, tag: found.tag })) return true;
  }
  throw new DeployError(
    `Somebody else goes on changing the distribution ${wanted.distributionId}. Run this again when they are done.`,
  );
}

/** A distribution as it stands, and the tag by which a change says what it is based on. Throws a `DeployError` without one. */
export async function readDistribution(
  client: CloudFrontClient,
  distributionId: string,
): Promise<{ config: DistributionConfig; tag: string }> {
  try {
    const found = await client.send(new GetDistributionConfigCommand({ Id: distributionId }));
    if (!found.DistributionConfig || !found.ETag) throw new Error("AWS answered without a configuration.");
    return { config: found.DistributionConfig, tag: found.ETag };
  } catch (error) {
    if (!(error instanceof NoSuchDistribution)) throw error;
    throw new DeployError(
      `There is no distribution ${distributionId} in this account: correct "pages.join.distributionId" in deploy/operator.json.`,
    );
  }
}

/** Says all that keeps a distribution from being joined. */
export const refused = (distributionId: string, faults: readonly string[]): DeployError =>
  new DeployError(
    `The distribution ${distributionId} cannot be joined as it is. Nothing of it was changed:\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
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
        "It has no room for more behaviours: ask AWS for more, or remove some.",
      ]);
    }
    throw error;
  }
}
