import type { CacheBehavior, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { errorRuleFaults } from "./error-rules.ts";
import { OUR_ORIGIN_ID } from "./our-behavior.ts";
import { covers, isSamePattern, overlap } from "./path-patterns.ts";

/** AWS's default for a distribution, its default behaviour not counted; an account can ask for more. */
export const MOST_BEHAVIORS = 75;

/** What a distribution has that is not ours. */
export const foreignBehaviors = (config: DistributionConfig): CacheBehavior[] =>
  (config.CacheBehaviors?.Items ?? []).filter(({ TargetOriginId }) => TargetOriginId !== OUR_ORIGIN_ID);

/** What keeps a distribution from being joined, every fault at once, each with what to do. */
export function joinFaults(config: DistributionConfig, paths: readonly string[]): string[] {
  return [
    ...takenPaths(config, paths),
    ...strandedBehaviors(config, paths),
    ...errorPages(config),
    ...errorRuleFaults(config),
    ...quotaFaults(config, paths),
  ];
}

function takenPaths(config: DistributionConfig, paths: readonly string[]): string[] {
  return foreignBehaviors(config).flatMap(({ PathPattern = "", TargetOriginId }) =>
    paths
      .filter((path) => isSamePattern(path, PathPattern))
      .map(
        (path) =>
          `The path ${path} goes to the origin "${TargetOriginId}" already. Remove that behaviour if nobody needs it any more, or give the payments a distribution of their own ("pages": { "distribution": "new" }).`,
      ),
  );
}

/**
 * A behaviour for a part of one of our paths keeps that part as long as it stands before ours. One that stands behind a
 * wildcard that catches only some of its paths cannot be kept so.
 */
function strandedBehaviors(config: DistributionConfig, paths: readonly string[]): string[] {
  const foreign = foreignBehaviors(config);
  return foreign.flatMap(({ PathPattern: pattern = "" }, at) => {
    const path = paths.find((ours) => covers(ours, pattern) && !isSamePattern(ours, pattern));
    const place = path === undefined ? -1 : firstCatcher(foreign, path);
    const earlier = foreign.slice(0, at).map(({ PathPattern = "" }) => PathPattern);
    const isNeverAsked = earlier.some((before) => covers(before, pattern));
    if (place < 0 || place > at || isNeverAsked) return [];
    return [
      `The behaviour ${pattern} would lose its requests to ${path}. Put it before ${foreign[place]?.PathPattern} in the distribution's list, which changes nothing by itself.`,
    ];
  });
}

/** The first behaviour that would take requests of one of our paths, unless it is for a part of that path alone; -1 without one. */
export function firstCatcher(foreign: readonly CacheBehavior[], path: string): number {
  return foreign.findIndex(({ PathPattern = "" }) => isInTheWay(PathPattern, path));
}

const isInTheWay = (pattern: string, path: string) => overlap(pattern, path) && !covers(path, pattern);

function errorPages({ CustomErrorResponses }: DistributionConfig): string[] {
  const pages = (CustomErrorResponses?.Items ?? []).filter(({ ResponsePagePath }) => ResponsePagePath);
  if (pages.length === 0) return [];
  const told = pages.map(
    ({ ErrorCode, ResponsePagePath, ResponseCode }) =>
      `${ErrorCode} with ${ResponsePagePath}${ResponseCode ? ` (status ${ResponseCode})` : ""}`,
  );
  return [
    `It answers ${told.join(", ")}, whoever was asked: refusals of the payments would arrive as web pages. Remove these error pages from the distribution (a CloudFront function on the default behaviour can send addresses of a page's own to its index.html instead), or give the payments a distribution of their own ("pages": { "distribution": "new" }, with this one's address in "allowedOrigins").`,
  ];
}

function quotaFaults(config: DistributionConfig, paths: readonly string[]): string[] {
  const count = foreignBehaviors(config).length;
  if (count + paths.length <= MOST_BEHAVIORS) return [];
  return [
    `It has ${count} behaviours of its own; with the ${paths.length} of the payments that is more than the ${MOST_BEHAVIORS} that AWS gives a distribution. Remove some that nobody needs, or give the payments a distribution of their own.`,
  ];
}
