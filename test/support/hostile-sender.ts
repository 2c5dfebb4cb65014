import fc from "fast-check";
import { expect } from "vitest";
import { PASSWORD, type TestApi } from "./api.ts";
import type { HostileCaller } from "./hostile-callers.ts";
import { drawRequest, type HostileRequest, type Target } from "./hostile-requests.ts";

const SLOWEST_MILLISECONDS = 2000;
/** Nobody gives a wrong password from here, which would keep the admin out. */
const ADMINS_ADDRESS = "192.0.2.1";

/** What stands in no answer: where code lies, what it stands on, and how its errors are called. */
const INTERNAL_WORDS =
  /at file:|\\n +at |\n +at |node_modules|dynamo|\.ts:\d|(?<!Syntax |last)Error:|call stack/i;

/** Sends hostile requests, looks at each answer, and keeps count of them. */
export interface HostileSender {
  requests: number;
  statuses: Set<number>;
  /** Sends one; the number chooses from where it comes. */
  send(request: HostileRequest, caller: HostileCaller, number: number): Promise<void>;
  /** Sends so many, others each time, one after the other. */
  sendMany(callers: HostileCaller[], run: { count: number; target(number: number): Target }): Promise<void>;
}

/** A sender whose requests all follow from a seed, through a front that knows this secret. */
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
    // Of a table without a stream, an admin is told by a status, too.
    const isHealthTold = response.status === 503 && text.startsWith('{"status":"failing","findings":');
    if (!isHealthTold) expect(response.status, what).toBeLessThan(500);
    expect(milliseconds, what).toBeLessThan(SLOWEST_MILLISECONDS);
    expect(text, what).not.toMatch(INTERNAL_WORDS);
    expect(api.accidents, what).toEqual([]);
    if (response.headers.get("content-type")?.includes("json"))
      expect(() => JSON.parse(text), what).not.toThrow();
    // What is logged is kept by the test alone, and would look like a leak.
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
