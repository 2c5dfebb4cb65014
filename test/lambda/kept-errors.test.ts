import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createFaultProxy, type Fault, type FaultProxy } from "../support/fault-proxy.ts";
import {
  type BehindDistribution,
  startBehindDistribution,
  startNewDistribution,
} from "../support/lambda/behind-distribution.ts";

type Options = Parameters<typeof startBehindDistribution>[0];

const SHAPES = [
  {
    name: "a distribution of our own",
    healthPath: "/health",
    start: (options: Options) => startNewDistribution([], options),
  },
  {
    name: "a distribution of the operator",
    healthPath: "/payments-health",
    start: startBehindDistribution,
  },
];

describe.each(SHAPES)("behind $name, the next caller", ({ healthPath, start }) => {
  let site: BehindDistribution;
  let table: FaultProxy;

  beforeAll(async () => {
    site = await start({
      apiEndpoint: async (upstream) => {
        table = await createFaultProxy({ upstream });
        return table.url;
      },
    });
  });
  afterEach(() => table.follow(() => null));
  afterAll(async () => {
    await site.stop();
    await table.close();
  });

  const asStranger = (path: string) => fetch(site.url + path);
  const asAdmin = (path: string) =>
    fetch(site.url + path, { headers: { authorization: `Bearer ${site.password}` } });

  /** Makes one operation of the table fail from now on. */
  const failAt = (operation: string, kind: "internal" | "denied") =>
    table.follow(({ target }): Fault | null => (target === operation ? { kind } : null));

  it("sees that the API is up after an admin saw a failing check", async () => {
    failAt("DescribeTable", "internal");
    expect((await asAdmin(healthPath)).status).toBe(503);

    const answer = await asStranger(healthPath);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "ok" });
  });

  it("can query by GET after an anonymous mutation by GET was refused", async () => {
    const mutation = encodeURIComponent('mutation { voidPayment(input: { paymentId: "1" }) { __typename } }');
    expect((await asStranger(`/graphql?query=${mutation}`)).status).toBe(405);

    const answer = await asStranger(`/graphql?query=${encodeURIComponent("{ viewer { kind } }")}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { viewer: { kind: "ANONYMOUS" } } });
  });

  it.each([
    { kind: "internal", status: 503 },
    { kind: "denied", status: 500 },
  ] as const)(
    "gets the export, or a refusal if anonymous, after it failed with $status",
    async ({ kind, status }) => {
      failAt("Query", kind);
      expect((await asAdmin("/export.csv")).status).toBe(status);
      table.follow(() => null);

      expect((await asStranger("/export.csv")).status).toBe(401);
      expect((await asAdmin("/export.csv")).status).toBe(200);
    },
  );

  it("is told not to cache any of these responses", async () => {
    failAt("Query", "internal");
    const mutation = encodeURIComponent('mutation { voidPayment(input: { paymentId: "1" }) { __typename } }');
    for (const answer of [
      await asStranger(`/graphql?query=${mutation}`),
      await asAdmin("/export.csv"),
      await asStranger("/export.csv"),
      await asAdmin("/api/g/QXW7LMD/payments?verbose=1"),
    ])
      expect([answer.url, answer.status >= 400, answer.headers.get("cache-control")]).toEqual([
        answer.url,
        true,
        "no-store",
      ]);
  });
});
