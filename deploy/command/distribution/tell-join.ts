import type { CacheBehavior, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { addedRules } from "./error-rules.ts";
import { OUR_ORIGIN_ID, originIn } from "./our-behavior.ts";

/** What joining or leaving does to a distribution, in words: a line for each origin and behaviour, and one for the errors. No secret is told. */
export function tellJoin(before: DistributionConfig, after: DistributionConfig): string[] {
  const [kept, wanted] = [oursIn(before), oursIn(after)];
  return [
    ...tellOrigin(before, after),
    ...wanted.flatMap((one) => tellBehavior(one, { kept, after })),
    ...kept
      .filter(({ PathPattern }) => !wanted.some((one) => one.PathPattern === PathPattern))
      .map(({ PathPattern }) => `- ${PathPattern} is no longer sent to the payments.`),
    ...tellErrors(before, after),
    ...tellRest(after),
  ];
}

const oursIn = ({ CacheBehaviors }: DistributionConfig): CacheBehavior[] =>
  (CacheBehaviors?.Items ?? []).filter(({ TargetOriginId }) => TargetOriginId === OUR_ORIGIN_ID);

function tellOrigin(before: DistributionConfig, after: DistributionConfig): string[] {
  const [kept, wanted] = [originIn(before), originIn(after)];
  if (!wanted) return kept ? [`- The origin "${OUR_ORIGIN_ID}" is removed.`] : [];
  if (!kept) return [`+ The origin "${OUR_ORIGIN_ID}" at ${wanted.DomainName}, with the secret header.`];
  if (kept === wanted) return [];
  if (kept.DomainName === wanted.DomainName)
    return [`~ The origin "${OUR_ORIGIN_ID}": its secret or settings change.`];
  return [`~ The origin "${OUR_ORIGIN_ID}" moves from ${kept.DomainName} to ${wanted.DomainName}.`];
}

function tellBehavior(
  one: CacheBehavior,
  { kept, after }: { kept: readonly CacheBehavior[]; after: DistributionConfig },
): string[] {
  if (kept.includes(one)) return [];
  const isThere = kept.some(({ PathPattern }) => PathPattern === one.PathPattern);
  if (isThere) return [`~ ${one.PathPattern}: its settings change.`];
  const all = after.CacheBehaviors?.Items ?? [];
  const next = all.slice(all.indexOf(one)).find(({ TargetOriginId }) => TargetOriginId !== OUR_ORIGIN_ID);
  return [
    `+ ${one.PathPattern} goes to the payments${next ? `, looked at before ${next.PathPattern}` : ""}.`,
  ];
}

function tellErrors(before: DistributionConfig, after: DistributionConfig): string[] {
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
          `+ The errors ${added.join(", ")} are no longer kept for ten seconds, on all paths: what fails for one caller would be shown to the next.`,
        ]
      : []),
    ...(removed.length > 0 ? [`- The errors ${removed.join(", ")} are kept for ten seconds again.`] : []),
    ...(changed.length > 0
      ? [`= The rules for the errors ${changed.join(", ")} stay: somebody has changed them since.`]
      : []),
  ];
}

function tellRest(after: DistributionConfig): string[] {
  const others = (after.CacheBehaviors?.Items?.length ?? 0) - oursIn(after).length;
  return [`= ${others} other behaviours, the default one and everything else stay as they are.`];
}
