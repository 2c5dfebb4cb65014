import type {
  CacheBehavior,
  CustomErrorResponse,
  DistributionConfig,
  Origin,
} from "@aws-sdk/client-cloudfront";
import { headersFor, withErrorRules, withoutErrorRules } from "./error-rules.ts";
import { firstCatcher, foreignBehaviors, joinFaults } from "./join-faults.ts";
import { type ApiOrigin, behaviorOf, has, OUR_ORIGIN_ID, originOf } from "./our-behavior.ts";

/** What must change in a distribution, or why it cannot be joined. */
export type JoinOutcome =
  | { result: "unchanged" }
  | { result: "changed"; config: DistributionConfig }
  | { result: "refused"; faults: string[] };

/**
 * Adds the API to a distribution that someone else owns: one origin, one behavior per path, and a rule for each error that
 * CloudFront must not cache, unless one exists. Everything else stays unchanged and in order, and keeps all requests except
 * those for our paths. Joining again changes only what differs.
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

/** Removes exactly what joining added. */
export function leaveDistribution(config: DistributionConfig): JoinOutcome {
  const origins = (config.Origins?.Items ?? []).filter(({ Id }) => Id !== OUR_ORIGIN_ID);
  return outcome(config, {
    origins,
    behaviors: foreignBehaviors(config),
    rules: withoutErrorRules(config),
  });
}

function withOurOrigin(existing: readonly Origin[], wanted: Origin): Origin[] {
  const current = existing.find(({ Id }) => Id === OUR_ORIGIN_ID);
  if (!current) return [...existing, wanted];
  return existing.map((one) => (one === current && !has(current, wanted) ? wanted : one));
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

/** Settings that AWS has added to our behavior since then stay. */
function ours(path: string, existing: readonly CacheBehavior[]): CacheBehavior {
  const wanted = behaviorOf(path);
  const current = existing.find(
    ({ TargetOriginId, PathPattern }) => TargetOriginId === OUR_ORIGIN_ID && PathPattern === path,
  );
  return current && has(current, wanted) ? current : wanted;
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

/** AWS returns no list of rules if there are none. */
const toRules = (rules: CustomErrorResponse[]) => (rules.length === 0 ? { Quantity: 0 } : toList(rules));
