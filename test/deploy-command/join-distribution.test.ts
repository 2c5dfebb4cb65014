import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeJoin } from "../../deploy/command/distribution/describe-join.ts";
import { joinDistribution, leaveDistribution } from "../../deploy/command/distribution/join-distribution.ts";
import { MAX_BEHAVIORS } from "../../deploy/command/distribution/join-faults.ts";
import { JOINED_PATHS } from "../../deploy/command/distribution/joined-paths.ts";
import { OUR_ORIGIN_ID } from "../../deploy/command/distribution/our-behavior.ts";
import { covers, overlap } from "../../deploy/command/distribution/path-patterns.ts";
import { aBehavior, aDistribution, type DistributionConfig } from "./support/a-distribution.ts";

const ORIGIN = {
  domainName: "payments.lambda-url.us-west-2.on.aws",
  secretHeader: { name: "x-origin-secret", value: "s".repeat(64) },
};

const join = (config: DistributionConfig, origin = ORIGIN) =>
  joinDistribution(config, { origin, paths: JOINED_PATHS });

/** The joined distribution. Fails if joining is refused or changes nothing. */
function joined(config: DistributionConfig, origin = ORIGIN): DistributionConfig {
  const outcome = join(config, origin);
  if (outcome.result !== "changed") throw new Error(JSON.stringify(outcome));
  return outcome.config;
}

function faultsOf(config: DistributionConfig): string[] {
  const outcome = join(config);
  return outcome.result === "refused" ? outcome.faults : [];
}

/** Someone else's rule for an error, without a page. */
const rule = (ErrorCode: number, ErrorCachingMinTTL: number) => ({
  ErrorCode,
  ErrorCachingMinTTL,
  ResponsePagePath: "",
  ResponseCode: "",
});

const withRules = (Items: NonNullable<DistributionConfig["CustomErrorResponses"]>["Items"]) =>
  aDistribution(undefined, { CustomErrorResponses: { Quantity: Items?.length, Items } });

const patternsOf = (config: DistributionConfig) =>
  config.CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern) ?? [];

const matches = (pattern: string, path: string) => covers(pattern, path);

/** The behavior for a request, as CloudFront selects it; null for the default one. */
const routeOf = (config: DistributionConfig, path: string) =>
  config.CacheBehaviors?.Items?.find(({ PathPattern = "" }) => matches(PathPattern, path)) ?? null;

describe("joining a distribution", () => {
  it("sends all our paths to the API, including those that match a wildcard of the tool", () => {
    const config = joined(aDistribution());
    for (const path of [
      "/graphql",
      "/schema.graphql",
      "/export.csv",
      "/payments-health",
      "/api/g/QXW7LMD/payment",
      "/api/g/QXW7LMD/payments",
    ]) {
      expect(routeOf(config, path)?.TargetOriginId, path).toBe(OUR_ORIGIN_ID);
    }
    expect(patternsOf(config)).toHaveLength(JOINED_PATHS.length + 1);
  });

  it("keeps the tool's own health endpoint, API and pages", () => {
    const config = joined(aDistribution());
    expect(routeOf(config, "/health")).toBeNull();
    expect(routeOf(config, "/api/events")?.TargetOriginId).toBe("tool-api");
    expect(routeOf(config, "/index.html")).toBeNull();
  });

  it("caches nothing, forwards everything except the host, and accepts only HTTPS", () => {
    expect(routeOf(joined(aDistribution()), "/graphql")).toMatchObject({
      CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
      ViewerProtocolPolicy: "https-only",
      Compress: true,
      AllowedMethods: { Quantity: 7, Items: expect.arrayContaining(["POST", "OPTIONS"]) },
    });
  });

  it("adds one origin with the secret header, over TLS only", () => {
    const origins = joined(aDistribution()).Origins;
    expect(origins).toMatchObject({ Quantity: 3 });
    expect(origins?.Items?.at(-1)).toMatchObject({
      Id: OUR_ORIGIN_ID,
      DomainName: ORIGIN.domainName,
      CustomHeaders: {
        Items: expect.arrayContaining([{ HeaderName: "x-origin-secret", HeaderValue: "s".repeat(64) }]),
      },
      CustomOriginConfig: { OriginProtocolPolicy: "https-only" },
    });
  });

  it("changes nothing the second time, whatever AWS has added to our behaviors", () => {
    const config = structuredClone(joined(aDistribution()));
    for (const one of config.CacheBehaviors?.Items ?? []) {
      one.TrustedSigners = { Enabled: false, Quantity: 0 };
      one.AllowedMethods?.Items?.reverse();
    }
    config.Origins?.Items?.at(-1)?.CustomHeaders?.Items?.reverse();
    config.CustomErrorResponses?.Items?.reverse();
    expect(join(config)).toEqual({ result: "unchanged" });
  });

  it("changes only the origin if the secret or the address has changed", () => {
    const before = joined(aDistribution());
    const after = joined(before, { ...ORIGIN, domainName: "new.lambda-url.us-west-2.on.aws" });
    expect(after.CacheBehaviors).toEqual(before.CacheBehaviors);
    expect(after.Origins?.Items?.at(-1)?.DomainName).toBe("new.lambda-url.us-west-2.on.aws");
    const secret = { name: "x-origin-secret", value: "t".repeat(64) };
    const renewed = joined(before, { ...ORIGIN, secretHeader: secret });
    expect(renewed.Origins?.Items?.at(-1)?.CustomHeaders?.Items?.[0]?.HeaderValue).toBe("t".repeat(64));
  });

  it("adds the missing rules against cached errors, and keeps the existing rules", () => {
    const theirs = [rule(404, 300), rule(503, 0)];
    const config = joined(withRules(theirs));
    const rules = config.CustomErrorResponses;
    expect(rules?.Items?.slice(0, 2)).toEqual(theirs);
    expect(rules?.Items?.slice(2).map(({ ErrorCode }) => ErrorCode)).toEqual([405, 414, 500, 502, 504]);
    for (const one of rules?.Items?.slice(2) ?? [])
      expect(one).toMatchObject({ ErrorCachingMinTTL: 0, ResponsePagePath: "" });
    expect(rules?.Quantity).toBe(7);
    expect(join(config)).toEqual({ result: "unchanged" });
  });

  it("adds the error rules to a distribution that was joined by an earlier release", () => {
    const { CustomErrorResponses: _, ...earlier } = structuredClone(joined(aDistribution()));
    const headers = earlier.Origins?.Items?.at(-1)?.CustomHeaders;
    if (headers) Object.assign(headers, { Quantity: 1, Items: headers.Items?.slice(0, 1) });
    const config = joined({ ...earlier, CustomErrorResponses: { Quantity: 0 } });
    expect(config.CustomErrorResponses?.Quantity).toBe(6);
    expect(config.CacheBehaviors).toEqual(earlier.CacheBehaviors);
    expect(leaveDistribution(config)).toEqual({ result: "changed", config: aDistribution() });
  });

  it("refuses to change existing rules that cache errors, and names them", () => {
    const kept = [rule(404, 300), rule(500, 30), { ErrorCode: 503, ResponsePagePath: "", ResponseCode: "" }];
    expect(faultsOf(withRules(kept))).toEqual([
      expect.stringMatching(/^It caches the errors 500 for 30 seconds, 503 for 10 seconds on every path/),
    ]);
  });

  it("keeps an added rule that was changed since, and says so", () => {
    const config = structuredClone(joined(aDistribution()));
    const changed = config.CustomErrorResponses?.Items?.find(({ ErrorCode }) => ErrorCode === 503);
    Object.assign(changed ?? {}, { ErrorCachingMinTTL: 20 });
    const outcome = leaveDistribution(config);
    if (outcome.result !== "changed") throw new Error(outcome.result);
    expect(outcome.config.CustomErrorResponses).toEqual({ Quantity: 1, Items: [changed] });
    const text = describeJoin(config, outcome.config).join("\n");
    expect(text).toContain("- The errors 405, 414, 500, 502, 504 are cached for ten seconds again.");
    expect(text).toContain("= The rules for the errors 503 stay, because they were changed since then.");
  });

  it("restores one of our behaviors that was changed", () => {
    const config = structuredClone(joined(aDistribution()));
    for (const one of config.CacheBehaviors?.Items ?? [])
      one.CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    expect(routeOf(joined(config), "/graphql")?.CachePolicyId).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    expect(routeOf(joined(config), "/api/events")?.CachePolicyId).toBe(
      "658327ea-f89d-4fab-a63d-7e88639e58f6",
    );
  });

  it("moves ahead of a wildcard that was added in front of it", () => {
    const config = structuredClone(joined(aDistribution([])));
    config.CacheBehaviors?.Items?.unshift(aBehavior("*.graphql"));
    expect(routeOf(joined(config), "/schema.graphql")?.TargetOriginId).toBe(OUR_ORIGIN_ID);
    expect(routeOf(joined(config), "/other.graphql")?.TargetOriginId).toBe("tool-api");
  });

  it("keeps the tool's own behavior for a part of our paths", () => {
    const config = joined(aDistribution([aBehavior("/api/g/archive/payments"), aBehavior("/api/*")]));
    expect(routeOf(config, "/api/g/archive/payments")?.TargetOriginId).toBe("tool-api");
    expect(routeOf(config, "/api/g/QXW7LMD/payments")?.TargetOriginId).toBe(OUR_ORIGIN_ID);
  });

  it("lists every fault: taken paths and error pages", () => {
    const errors = [
      { ErrorCode: 403, ResponsePagePath: "/index.html", ResponseCode: "200" },
      { ErrorCode: 404, ErrorCachingMinTTL: 5 },
    ];
    const config = aDistribution([aBehavior("graphql", "other"), aBehavior("/export.csv")], {
      CustomErrorResponses: { Quantity: 2, Items: errors },
    });
    expect(faultsOf(config)).toEqual([
      expect.stringContaining('The path /graphql already goes to the origin "other".'),
      expect.stringContaining('The path /export.csv already goes to the origin "tool-api".'),
      expect.stringContaining("It answers 403 with /index.html (status 200) for every origin"),
    ]);
  });

  it("refuses to shadow a behavior that comes after a wildcard", () => {
    const config = aDistribution([aBehavior("/api/g/a*"), aBehavior("/api/g/b/payments")]);
    expect(faultsOf(config)).toEqual([
      expect.stringContaining("The behavior /api/g/b/payments would lose its requests to /api/g/*/payments."),
    ]);
    const dead = aDistribution([aBehavior("/api/*"), aBehavior("/api/g/b/payments")]);
    expect(faultsOf(dead)).toEqual([]);
  });

  it("refuses if the quota of behaviors would be exceeded", () => {
    const many = (count: number) =>
      aDistribution(Array.from({ length: count }, (_, at) => aBehavior(`/own/${at}`)));
    const room = MAX_BEHAVIORS - JOINED_PATHS.length;
    expect(faultsOf(many(room))).toEqual([]);
    expect(faultsOf(many(room + 1))).toEqual([expect.stringContaining(`quota of ${MAX_BEHAVIORS}`)]);
  });

  it("describes the changes without the secret", () => {
    const before = aDistribution();
    const text = describeJoin(before, joined(before)).join("\n");
    expect(text).toContain("+ /graphql goes to the payments API");
    expect(text).toContain("+ /api/g/*/payment goes to the payments API, ahead of /api/*.");
    expect(text).toContain(
      "+ The errors 405, 414, 500, 502, 503, 504 are no longer cached for ten seconds, on",
    );
    expect(text).toContain("= 1 other behavior, ");
    expect(text).not.toContain("sss");
  });
});

const pattern = fc.oneof(
  fc.constantFrom(
    "/api/*",
    "/api/g/*",
    "*.json",
    "/health",
    "/api/g/x/payments",
    "/g*",
    "/*",
    "/api/*/payment",
  ),
  fc
    .array(fc.constantFrom("/", "a", "api", "g", "*", "?", "graphql"), { minLength: 1, maxLength: 5 })
    .map((parts) => `/${parts.join("")}`),
);
const request = fc.oneof(
  fc.constantFrom(
    "/health",
    "/index.html",
    "/api/events",
    "/api/g/x/payments",
    "/api/g/x/payment",
    "/graphql",
  ),
  fc
    .array(fc.constantFrom("/", "a", "api", "g", "x", "graphql", "payment"), { maxLength: 6 })
    .map((parts) => `/${parts.join("")}`),
);
const rules = fc.subarray([rule(404, 300), rule(405, 0), rule(501, 10), rule(503, 0)]);
const distribution = fc.tuple(fc.uniqueArray(pattern, { maxLength: 8 }), rules).map(([patterns, Items]) =>
  aDistribution(
    patterns.map((one) => aBehavior(one)),
    { CustomErrorResponses: Items.length === 0 ? { Quantity: 0 } : { Quantity: Items.length, Items } },
  ),
);

describe("any distribution", () => {
  it("keeps everything that exists, in order, and all requests that are not for us", () => {
    fc.assert(
      fc.property(distribution, fc.array(request, { maxLength: 20 }), (config, requests) => {
        const before = structuredClone(config);
        const outcome = join(config);
        expect(config).toEqual(before);
        if (outcome.result !== "changed") return;
        const { CacheBehaviors, Origins, CustomErrorResponses, ...rest } = outcome.config;
        const {
          CacheBehaviors: oldBehaviors,
          Origins: oldOrigins,
          CustomErrorResponses: oldRules,
          ...oldRest
        } = before;
        const foreign = CacheBehaviors?.Items?.filter(
          ({ TargetOriginId }) => TargetOriginId !== OUR_ORIGIN_ID,
        );
        expect(rest).toEqual(oldRest);
        expect(CustomErrorResponses?.Items?.slice(0, oldRules?.Quantity)).toEqual(oldRules?.Items ?? []);
        expect(CustomErrorResponses?.Quantity).toBe(CustomErrorResponses?.Items?.length);
        expect(foreign).toEqual(oldBehaviors?.Items);
        expect(Origins?.Items?.slice(0, -1)).toEqual(oldOrigins?.Items);
        expect(CacheBehaviors?.Quantity).toBe(CacheBehaviors?.Items?.length);
        for (const path of requests) {
          const was = routeOf(before, path);
          const isPartOfOurs = JOINED_PATHS.some((ours) => covers(ours, was?.PathPattern ?? "*"));
          if (JOINED_PATHS.some((ours) => matches(ours, path)) && !isPartOfOurs) continue;
          expect(routeOf(outcome.config, path)).toEqual(was);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("routes our requests to us, and is unchanged after leaving", () => {
    fc.assert(
      fc.property(distribution, (config) => {
        const outcome = join(config);
        if (outcome.result !== "changed") return;
        expect(join(outcome.config)).toEqual({ result: "unchanged" });
        for (const path of JOINED_PATHS) {
          const asked = path.replace("*", "z9");
          const isTheirs = (one: string) => matches(one, asked) && covers(path, one);
          if (patternsOf(config).some((one) => isTheirs(one ?? ""))) continue;
          expect(routeOf(outcome.config, asked)?.TargetOriginId).toBe(OUR_ORIGIN_ID);
        }
        expect(leaveDistribution(outcome.config)).toEqual({ result: "changed", config });
        expect(leaveDistribution(config)).toEqual({ result: "unchanged" });
      }),
      { numRuns: 500 },
    );
  });

  it("reports an overlap of two patterns if a path matches both", () => {
    fc.assert(
      fc.property(pattern, pattern, request, (one, other, path) => {
        if (matches(one, path) && matches(other, path)) expect(overlap(one, other)).toBe(true);
        if (covers(one, other) && matches(other, path)) expect(matches(one, path)).toBe(true);
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
      { numRuns: 2000 },
    );
    expect(overlap("/api/*", "/health")).toBe(false);
    expect(overlap("/a*c", "/ab*")).toBe(true);
    expect(covers("/a?c", "/abc")).toBe(true);
    expect(covers("/a?c", "/a*c")).toBe(false);
  });
});
