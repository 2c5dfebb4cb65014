import type { CacheBehavior, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { errorRuleFaults } from "./error-rules.ts";
import { OUR_ORIGIN_ID } from "./our-behavior.ts";
import { covers, isSamePattern, overlap } from "./path-patterns.ts";

/** AWS's default quota per distribution, not counting the default behavior; accounts can request more. */
export const MAX_BEHAVIORS = 75;

/** The behaviors of a distribution that are not ours. */
export const foreignBehaviors = (config: DistributionConfig): CacheBehavior[] =>
  (config.CacheBehaviors?.Items ?? []).filter(({ TargetOriginId }) => TargetOriginId !== OUR_ORIGIN_ID);

/** Every reason why a distribution cannot be joined, each with what to do. */
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
          `The path ${path} already goes to the origin "${TargetOriginId}". Remove that behavior if nobody needs it any more, or give the payments their own distribution ("pages": { "distribution": "new" }).`,
      ),
  );
}

/**
 * A behavior for part of one of our paths keeps that part as long as it comes before ours. A behavior that comes after a
 * wildcard that matches only some of its paths cannot keep it.
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
      `The behavior ${pattern} would lose its requests to ${path}. Move it before ${foreign[place]?.PathPattern} in the distribution's list; the move alone changes nothing.`,
    ];
  });
}

/** The first behavior that would take requests for one of our paths, unless it covers only part of that path; -1 if there is none. */
export function firstCatcher(foreign: readonly CacheBehavior[], path: string): number {
  return foreign.findIndex(({ PathPattern = "" }) => isInTheWay(PathPattern, path));
}

const isInTheWay = (pattern: string, path: string) => overlap(pattern, path) && !covers(path, pattern);

function errorPages({ CustomErrorResponses }: DistributionConfig): string[] {
  const pages = (CustomErrorResponses?.Items ?? []).filter(({ ResponsePagePath }) => ResponsePagePath);
  if (pages.length === 0) return [];
  const list = pages.map(
    ({ ErrorCode, ResponsePagePath, ResponseCode }) =>
      `${ErrorCode} with ${ResponsePagePath}${ResponseCode ? ` (status ${ResponseCode})` : ""}`,
  );
  return [
    `It answers ${list.join(", ")} for every origin: the API's errors would arrive as web pages. Remove these error pages from the distribution (a CloudFront function on the default behavior can rewrite a page's routes to its index.html instead), or give the payments their own distribution ("pages": { "distribution": "new" }, with this one's address in "allowedOrigins").`,
  ];
}

function quotaFaults(config: DistributionConfig, paths: readonly string[]): string[] {
  const count = foreignBehaviors(config).length;
  if (count + paths.length <= MAX_BEHAVIORS) return [];
  return [
    `It has ${count} behaviors; with the ${paths.length} for the payments that exceeds AWS's quota of ${MAX_BEHAVIORS} per distribution. Remove some that nobody needs, or give the payments their own distribution.`,
  ];
}
