import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Distribution, startDistribution } from "../support/lambda/distribution.ts";

/** What the origin answers next, and how many requests it received. */
let origin: { status: number; headers: Record<string, string>; asked: number };
let now: number;
let distribution: Distribution;

const server = createServer((_, response) => {
  origin.asked += 1;
  response.writeHead(origin.status, origin.headers).end(`answer ${origin.asked}`);
});

beforeEach(async () => {
  [origin, now] = [{ status: 503, headers: {}, asked: 0 }, 0];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fallback = { pattern: "*", origin: { url }, methods: ["GET", "HEAD", "POST"] };
  const errorSeconds = new Map([
    [500, 0],
    [504, 60],
  ]);
  distribution = await startDistribution({ behaviours: [], fallback, errorSeconds }, { now: () => now });
});

afterEach(() => {
  distribution.close();
  server.close().closeAllConnections();
});

/** The number of seconds until the origin is asked again for a path that it answered with this error. */
async function secondsKept(status: number, cacheControl?: string): Promise<number> {
  Object.assign(origin, { status, headers: cacheControl ? { "cache-control": cacheControl } : {} });
  const path = `${distribution.url}/${status}/${cacheControl}`;
  await fetch(path);
  const { asked } = origin;
  for (let seconds = 0; seconds < 100; seconds += 1) {
    await fetch(`${path}?at=${seconds}`, { headers: { authorization: "Bearer somebody" } });
    if (origin.asked > asked) return seconds;
    now += 1000;
  }
  throw new Error("The origin was not asked again.");
}

describe("the test distribution", () => {
  it("caches an error for ten seconds, whatever its headers say", async () => {
    for (const status of [405, 501, 502, 503]) expect(await secondsKept(status)).toBe(10);
    for (const status of [405, 502, 503]) expect(await secondsKept(status, "no-store")).toBe(10);
  });

  it("uses the minimum that is configured for a status code", async () => {
    expect(await secondsKept(500)).toBe(0);
    expect(await secondsKept(504)).toBe(60);
  });

  it("caches an error for its max-age if that is longer", async () => {
    expect(await secondsKept(503, "max-age=30")).toBe(30);
    expect(await secondsKept(503, "max-age=3")).toBe(10);
  });

  it("caches a refusal only if it has a max-age", async () => {
    for (const status of [400, 403, 415]) {
      expect(await secondsKept(status)).toBe(0);
      expect(await secondsKept(status, "max-age=5")).toBe(10);
    }
  });

  it("does not cache a 404 if the origin forbids it", async () => {
    expect(await secondsKept(404)).toBe(10);
    expect(await secondsKept(404, "no-store")).toBe(0);
  });

  it("caches no other response, and none to a POST", async () => {
    for (const status of [200, 401, 413, 422, 429]) expect(await secondsKept(status)).toBe(0);
    origin.status = 503;
    await fetch(distribution.url, { method: "POST" });
    const { asked } = origin;
    await fetch(distribution.url);
    expect(origin.asked).toBe(asked + 1);
  });

  it("sends the age of a cached error", async () => {
    await fetch(distribution.url);
    now += 4000;
    const answer = await fetch(distribution.url);
    expect([answer.status, answer.headers.get("age"), await answer.text()]).toEqual([503, "4", "answer 1"]);
  });
});
