import type { CustomErrorResponse, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { NEVER_KEPT_ERRORS } from "../../stack/never-kept-errors.ts";
import { originIn } from "./our-behavior.ts";

/**
 * A rule for errors has no place for a name, so the origin says which ones came with it. CloudFront sends this header to the
 * API, which does not read it.
 */
const ADDED_RULES_HEADER = "x-added-error-rules";

const CLOUDFRONT_DEFAULT_SECONDS = 10;

/** The header of the origin that remembers which rules joining added; none where it added none. */
export const headersFor = (added: readonly number[]): { name: string; value: string }[] =>
  added.length === 0 ? [] : [{ name: ADDED_RULES_HEADER, value: added.join(" ") }];

/** The codes whose rules came with the API's origin. */
export function addedRules(config: DistributionConfig): number[] {
  const headers = originIn(config)?.CustomHeaders?.Items ?? [];
  const value = headers.find(({ HeaderName }) => HeaderName === ADDED_RULES_HEADER)?.HeaderValue ?? "";
  return value.split(" ").filter(Boolean).map(Number);
}

/** The distribution's rules and those that it lacks, and the codes of all that came with the API. Rules that are there stay. */
export function withErrorRules(config: DistributionConfig): {
  rules: CustomErrorResponse[];
  added: number[];
} {
  const rules = rulesOf(config);
  const missing = NEVER_KEPT_ERRORS.filter((code) => !rules.some(({ ErrorCode }) => ErrorCode === code));
  const added = [...new Set([...addedRules(config), ...missing])];
  return { rules: [...rules, ...missing.map(ruleOf)], added };
}

/** The distribution's rules without those that came with the API. One that was changed since stays: it is somebody's. */
export function withoutErrorRules(config: DistributionConfig): CustomErrorResponse[] {
  const added = addedRules(config);
  return rulesOf(config).filter((rule) => !(added.includes(rule.ErrorCode ?? 0) && keepsNothing(rule)));
}

/** Rules by which errors of the API would be kept. Those with a page of their own are a fault already. */
export function errorRuleFaults(config: DistributionConfig): string[] {
  const keeping = rulesOf(config).filter(
    (rule) =>
      NEVER_KEPT_ERRORS.includes(rule.ErrorCode ?? 0) && !rule.ResponsePagePath && !keepsNothing(rule),
  );
  if (keeping.length === 0) return [];
  const told = keeping.map((rule) => `${rule.ErrorCode} for ${secondsOf(rule)} seconds`);
  return [
    `It keeps the errors ${told.join(", ")} on every path: what fails for one caller of the payments would be shown to all others. Set the minimum TTL of these errors to 0, or give the payments a distribution of their own ("pages": { "distribution": "new" }).`,
  ];
}

const rulesOf = ({ CustomErrorResponses }: DistributionConfig): CustomErrorResponse[] =>
  CustomErrorResponses?.Items ?? [];

const secondsOf = ({ ErrorCachingMinTTL = CLOUDFRONT_DEFAULT_SECONDS }: CustomErrorResponse) =>
  ErrorCachingMinTTL;

const keepsNothing = (rule: CustomErrorResponse) => !rule.ResponsePagePath && secondsOf(rule) === 0;

const ruleOf = (code: number): CustomErrorResponse => ({
  ErrorCode: code,
  ResponsePagePath: "",
  ResponseCode: "",
  ErrorCachingMinTTL: 0,
});
