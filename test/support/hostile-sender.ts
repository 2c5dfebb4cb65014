import fc from "fast-check";
import { expect } from "vitest";
import { PASSWORD, type TestApi } from "./api.ts";
import type { HostileCaller } from "./hostile-callers.ts";
import { drawRequest, type HostileRequest, type Target } from "./hostile-requests.ts";

const MAX_MILLISECONDS = 2000;
/** No wrong password comes from this address, because that would lock out the admin. */
const ADMINS_ADDRESS = "192.0.2.1";

/** Words that no response may contain: paths of code, names of libraries, classes of errors. */
const INTERNAL_WORDS =
  /at file:|\\n +at |\n +at |node_modules|dynamo|\.ts:\d|(?<!Syntax |last)Error:|call stack/i;

/** Sends hostile requests, checks each response, and counts them. */
export interface HostileSender {
  requests: number;
  statuses: Set<number>;
  /** Sends one; the number determines its address. */
  send(request: HostileRequest, caller: HostileCaller, number: number): Promise<void>;
  /** Sends this many different requests, one after the other. */
  sendMany(callers: HostileCaller[], run: { count: number; target(number: number): Target }): Promise<void>;
}

/** A sender whose requests all derive from a seed, with this origin secret. */
export function createHostileSender(
  api: TestApi,
  { seed, originSecret }: { seed: number; originSecret: string },
): HostileSender {
  async function send(request: HostileRequest, caller: HostileCaller, number: number): Promise<void> {
    const { path, method, body } = request;
    const credential = await caller.credential();
    const headers = new Headers({ "x-origin-secret": originSecret });
    if (credential !== null) headers.set("authorization", credential);
    for (const [name, value] of request.headers) headers.set(name, value);
    const isAdmins = credential === PASSWORD && !String(body).includes("signIn");
    const address = isAdmins ? ADMINS_ADDRESS : `10.${number % 256}.${(number >> 8) % 256}.1`;

    const startedAt = performance.now();
    const response = await api.fetch(path, { method, headers, body }, { address });
    const text = await response.text();
    const milliseconds = performance.now() - startedAt;

    sender.requests += 1;
    sender.statuses.add(response.status);
    const asked = `${caller.name}: ${method} ${path} ${JSON.stringify(request.headers)} ${body}`;
    const what = `${asked.slice(0, 2000)}\n${response.status} ${text.slice(0, 500)}`;
    // For a table without a stream, /health answers an admin with 503.
    const isHealthFailing = response.status === 503 && text.startsWith('{"status":"failing","findings":');
    if (!isHealthFailing) expect(response.status, what).toBeLessThan(500);
    expect(milliseconds, what).toBeLessThan(MAX_MILLISECONDS);
    expect(text, what).not.toMatch(INTERNAL_WORDS);
    expect(api.accidents, what).toEqual([]);
    if (response.headers.get("content-type")?.includes("json"))
      expect(() => JSON.parse(text), what).not.toThrow();
    // Only this test keeps its log, which would look like a leak.
    api.refusals.length = 0;
  }

  const sender: HostileSender = {
    requests: 0,
    statuses: new Set(),
    send,
    async sendMany(callers, { count, target }) {
      const property = fc.asyncProperty(
        fc.constantFrom(...callers),
        fc.nat(),
        fc.gen(),
        async (caller, number, draw) => {
          const drawn = drawRequest((arbitrary) => draw(arbitrary), { ...caller, target: target(number) });
          await send(drawn, caller, number);
        },
      );
      await fc.assert(property, { numRuns: count, seed: seed + sender.requests, endOnFailure: true });
    },
  };
  return sender;
}
