import type { CacheBehavior, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { countOf } from "../../../server/values/plural.ts";
import { addedRules } from "./error-rules.ts";
import { OUR_ORIGIN_ID, originIn } from "./our-behavior.ts";

/** Describes what joining or leaving changes: a line per origin and behavior, and one for the errors. Contains no secrets. */
export function describeJoin(before: DistributionConfig, after: DistributionConfig): string[] {
  const [kept, wanted] = [oursIn(before), oursIn(after)];
  return [
    ...describeOrigin(before, after),
    ...wanted.flatMap((one) => describeBehavior(one, { kept, after })),
    ...kept
      .filter(({ PathPattern }) => !wanted.some((one) => one.PathPattern === PathPattern))
      .map(({ PathPattern }) => `- ${PathPattern} no longer goes to the payments API.`),
    ...describeErrors(before, after),
    ...describeRest(after),
  ];
}

const oursIn = ({ CacheBehaviors }: DistributionConfig): CacheBehavior[] =>
  (CacheBehaviors?.Items ?? []).filter(({ TargetOriginId }) => TargetOriginId === OUR_ORIGIN_ID);

function describeOrigin(before: DistributionConfig, after: DistributionConfig): string[] {
  const [kept, wanted] = [originIn(before), originIn(after)];
  if (!wanted) return kept ? [`- The origin "${OUR_ORIGIN_ID}" is removed.`] : [];
  if (!kept) return [`+ The origin "${OUR_ORIGIN_ID}" at ${wanted.DomainName}, with the secret header.`];
  if (kept === wanted) return [];
  if (kept.DomainName === wanted.DomainName)
    return [`~ The origin "${OUR_ORIGIN_ID}": its secret or settings change.`];
  return [`~ The origin "${OUR_ORIGIN_ID}" moves from ${kept.DomainName} to ${wanted.DomainName}.`];
}

function describeBehavior(
  one: CacheBehavior,
  { kept, after }: { kept: readonly CacheBehavior[]; after: DistributionConfig },
): string[] {
  if (kept.includes(one)) return [];
  const exists = kept.some(({ PathPattern }) => PathPattern === one.PathPattern);
  if (exists) return [`~ ${one.PathPattern}: its settings change.`];
  const all = after.CacheBehaviors?.Items ?? [];
  const next = all.slice(all.indexOf(one)).find(({ TargetOriginId }) => TargetOriginId !== OUR_ORIGIN_ID);
  return [`+ ${one.PathPattern} goes to the payments API${next ? `, ahead of ${next.PathPattern}` : ""}.`];
}

function describeErrors(before: DistributionConfig, after: DistributionConfig): string[] {
  const codesOf = ({ CustomErrorResponses }: DistributionConfig) =>
    (CustomErrorResponses?.Items ?? []).map(({ ErrorCode }) => ErrorCode);
  const [kept, wanted] = [codesOf(before), codesOf(after)];
  const added = wanted.filter((code) => !kept.includes(code));
  const removed = kept.filter((code) => !wanted.includes(code));
  const changed = addedRules(before).filter(
    (code) => addedRules(after).length === 0 && wanted.includes(code),
  );
  return [
    ...(added.length > 0
      ? [
          `+ The errors ${added.join(", ")} are no longer cached for ten seconds, on all paths: one caller's error would be returned to the next.`,
        ]
      : []),
    ...(removed.length > 0 ? [`- The errors ${removed.join(", ")} are cached for ten seconds again.`] : []),
    ...(changed.length > 0
      ? [`= The rules for the errors ${changed.join(", ")} stay, because they were changed since then.`]
      : []),
  ];
}

function describeRest(after: DistributionConfig): string[] {
  const others = (after.CacheBehaviors?.Items?.length ?? 0) - oursIn(after).length;
  return [`= ${countOf(others, "other behavior")}, the default one and everything else stay unchanged.`];
}
