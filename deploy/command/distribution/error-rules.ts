import type { CustomErrorResponse, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { NEVER_KEPT_ERRORS } from "../../stack/never-kept-errors.ts";
import { originIn } from "./our-behavior.ts";

/**
 * Error rules have no name, so this header of the origin records which ones were added with it. CloudFront sends it to the API,
 * which ignores it.
 */
const ADDED_RULES_HEADER = "x-added-error-rules";

const CLOUDFRONT_DEFAULT_SECONDS = 10;

/** The origin's header that records which rules joining added; none if it added none. */
export const headersFor = (added: readonly number[]): { name: string; value: string }[] =>
  added.length === 0 ? [] : [{ name: ADDED_RULES_HEADER, value: added.join(" ") }];

/** The error codes whose rules were added with the API's origin. */
export function addedRules(config: DistributionConfig): number[] {
  const headers = originIn(config)?.CustomHeaders?.Items ?? [];
  const value = headers.find(({ HeaderName }) => HeaderName === ADDED_RULES_HEADER)?.HeaderValue ?? "";
  return value.split(" ").filter(Boolean).map(Number);
}

/** The distribution's rules plus the missing ones, and the codes of all added rules. Existing rules stay. */
export function withErrorRules(config: DistributionConfig): {
  rules: CustomErrorResponse[];
  added: number[];
} {
  const rules = rulesOf(config);
  const missing = NEVER_KEPT_ERRORS.filter((code) => !rules.some(({ ErrorCode }) => ErrorCode === code));
  const added = [...new Set([...addedRules(config), ...missing])];
  return { rules: [...rules, ...missing.map(ruleOf)], added };
}

/** The distribution's rules without the added ones. An added rule that was changed since stays: its owner changed it. */
export function withoutErrorRules(config: DistributionConfig): CustomErrorResponse[] {
  const added = addedRules(config);
  return rulesOf(config).filter((rule) => !(added.includes(rule.ErrorCode ?? 0) && keepsNothing(rule)));
}

/** Faults for rules that would cache errors of the API. Rules with an error page are reported elsewhere. */
export function errorRuleFaults(config: DistributionConfig): string[] {
  const keeping = rulesOf(config).filter(
    (rule) =>
      NEVER_KEPT_ERRORS.includes(rule.ErrorCode ?? 0) && !rule.ResponsePagePath && !keepsNothing(rule),
  );
  if (keeping.length === 0) return [];
  const list = keeping.map((rule) => `${rule.ErrorCode} for ${secondsOf(rule)} seconds`);
  return [
    `It caches the errors ${list.join(", ")} on every path: one caller's error would be returned to other callers of the payments API. Set the minimum TTL of these errors to 0, or give the payments their own distribution ("pages": { "distribution": "new" }).`,
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
