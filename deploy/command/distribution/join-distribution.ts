import type {
  CacheBehavior,
  CustomErrorResponse,
  DistributionConfig,
  Origin,
} from "@aws-sdk/client-cloudfront";
import { headersFor, withErrorRules, withoutErrorRules } from "./error-rules.ts";
import { firstCatcher, foreignBehaviors, joinFaults } from "./join-faults.ts";
import { type ApiOrigin, behaviorOf, has, OUR_ORIGIN_ID, originOf } from "./our-behavior.ts";

/** What is to be of a distribution, or why it cannot be. */
export type JoinOutcome =
  | { result: "unchanged" }
  | { result: "changed"; config: DistributionConfig }
  | { result: "refused"; faults: string[] };

/**
 * Adds the API to a distribution that is somebody else's: one origin, a behaviour for each path, and a rule for each error
 * that CloudFront must not keep, where there is none. Whatever is there stays as it is and in its order, and keeps every
 * request but those for our paths. Once joined, it changes no more than is needed.
 */
export function joinDistribution(
  config: DistributionConfig,
  { origin, paths }: { origin: ApiOrigin; paths: readonly string[] },
): JoinOutcome {
  const faults = joinFaults(config, paths);
  if (faults.length > 0) return { result: "refused", faults };
  const { rules, added } = withErrorRules(config);
  const origins = withOurOrigin(config.Origins?.Items ?? [], originOf(origin, headersFor(added)));
  const behaviors = withOurBehaviors(config, paths);
  return outcome(config, { origins, behaviors, rules });
}

/** Takes away exactly what joining added. */
export function leaveDistribution(config: DistributionConfig): JoinOutcome {
  const origins = (config.Origins?.Items ?? []).filter(({ Id }) => Id !== OUR_ORIGIN_ID);
  return outcome(config, {
    origins,
    behaviors: foreignBehaviors(config),
    rules: withoutErrorRules(config),
  });
}

function withOurOrigin(existing: readonly Origin[], wanted: Origin): Origin[] {
  const there = existing.find(({ Id }) => Id === OUR_ORIGIN_ID);
  if (!there) return [...existing, wanted];
  return existing.map((one) => (one === there && !has(there, wanted) ? wanted : one));
}

function withOurBehaviors(config: DistributionConfig, paths: readonly string[]): CacheBehavior[] {
  const foreign = foreignBehaviors(config);
  const existing = config.CacheBehaviors?.Items ?? [];
  const before = new Map<number, CacheBehavior[]>();
  for (const path of paths) {
    const catcher = firstCatcher(foreign, path);
    const place = catcher < 0 ? foreign.length : catcher;
    before.set(place, [...(before.get(place) ?? []), ours(path, existing)]);
  }
  return [...foreign, null].flatMap((one, at) => [...(before.get(at) ?? []), ...(one === null ? [] : [one])]);
}

/** What AWS has added to a behaviour of ours meanwhile stays. */
function ours(path: string, existing: readonly CacheBehavior[]): CacheBehavior {
  const wanted = behaviorOf(path);
  const there = existing.find(
    ({ TargetOriginId, PathPattern }) => TargetOriginId === OUR_ORIGIN_ID && PathPattern === path,
  );
  return there && has(there, wanted) ? there : wanted;
}

function outcome(
  config: DistributionConfig,
  {
    origins,
    behaviors,
    rules,
  }: { origins: Origin[]; behaviors: CacheBehavior[]; rules: CustomErrorResponse[] },
): JoinOutcome {
  const { Origins, CacheBehaviors, CustomErrorResponses } = config;
  const isSame = <Item>(before: readonly Item[] = [], after: readonly Item[]) =>
    before.length === after.length && before.every((one, at) => one === after[at]);
  const areRulesSame = isSame(CustomErrorResponses?.Items, rules);
  if (isSame(Origins?.Items, origins) && isSame(CacheBehaviors?.Items, behaviors) && areRulesSame)
    return { result: "unchanged" };
  return {
    result: "changed",
    config: {
      ...config,
      Origins: toList(origins),
      CacheBehaviors: toList(behaviors),
      CustomErrorResponses: areRulesSame ? CustomErrorResponses : toRules(rules),
    },
  };
}

const toList = <Item>(items: Item[]): { Quantity: number; Items: Item[] } => ({
  Quantity: items.length,
  Items: items,
});

/** AWS says nothing of the rules where there is none. */
const toRules = (rules: CustomErrorResponse[]) => (rules.length === 0 ? { Quantity: 0 } : toList(rules));
