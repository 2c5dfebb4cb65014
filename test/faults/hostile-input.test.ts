import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../support/api.ts";
import { heapInUse } from "../support/heap.ts";
import { type HostileCaller, hostileCallers } from "../support/hostile-callers.ts";
import { everyNastyArgument } from "../support/hostile-requests.ts";
import { createHostileSender, type HostileSender } from "../support/hostile-sender.ts";
import { aText } from "../support/hostile-values.ts";
import { expectKept, type KeptTexts, keepText } from "../support/kept-texts.ts";
import { NASTY_TEXTS } from "../support/nasty-texts.ts";
import { logPayment } from "../support/payments.ts";
import { verifyLedger } from "../support/reversals.ts";
import { createTestTable, readTable, type TestTable } from "../support/table.ts";

const IS_FULL = process.env.TEST_SIZE === "full";
const SEED = Number(process.env.TEST_SEED ?? 20_260_614);
const WARM_UP = 100;
const EACH = IS_FULL ? 1500 : 350;
/** Of all pairs of an argument and a nasty value, every STEP-th is tried. */
const STEP = IS_FULL ? 1 : 7;
const TEXTS = IS_FULL ? 800 : 40;
const MIN_REQUESTS = IS_FULL ? 10_000 : 1200;
const EVENTS = 20;
const TEXTS_OF_AN_EVENT = 40;
const MAX_GROWTH_BYTES = 30 * 1024 * 1024;
const ORIGIN_SECRET = "o".repeat(32);

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

let table: TestTable;
/** Called like a host behind the distribution, so that the address in the header is trusted. */
let api: TestApi;
/** Inspects the results. */
let aside: TestApi;
let sender: HostileSender;
let callers: { mayNotWrite: HostileCaller[]; mayWrite: HostileCaller[] };
let eventIds: string[];
const paymentIds: string[] = [];
let heapBefore = 0;

beforeAll(async () => {
  table = await createTestTable();
  api = await createTestApi({ table, originSecret: ORIGIN_SECRET, isIntrospectionOpen: false });
  aside = await createTestApi({ table });
  sender = createHostileSender(api, { seed: SEED, originSecret: ORIGIN_SECRET });
  callers = await hostileCallers(aside);
  eventIds = await Promise.all(Array.from({ length: EVENTS }, () => table.putEvent()));
  for (const eventId of eventIds) paymentIds.push((await logPayment(aside, { eventId })).payment.id);
  await sender.sendMany([...callers.mayNotWrite, ...callers.mayWrite], { count: WARM_UP, target: aTarget });
  heapBefore = heapInUse();
});

const aTarget = (number: number, password = PASSWORD) => ({
  eventId: eventIds[number % EVENTS] as string,
  paymentId: paymentIds[(number >> 5) % EVENTS] as string,
  password,
});

describe(`hostile requests (seed ${SEED})`, () => {
  it("change nothing without a credential that may write", async () => {
    const before = await readTable(table);
    await sender.sendMany(callers.mayNotWrite, { count: EACH, target: (number) => aTarget(number, "wrong") });

    expect(await readTable(table)).toEqual(before);
  });

  it("leave every ledger consistent, when the callers may write", async () => {
    const rounds = 10;
    for (let round = 0; round < rounds; round += 1) {
      // Callers locked out by wrong passwords may try again.
      api.clock.advance({ hours: 1.1 });
      await sender.sendMany(callers.mayWrite, { count: EACH / rounds, target: aTarget });
    }

    let written = 0;
    for (const eventId of eventIds) {
      const { entries, ...verified } = await verifyLedger(aside, eventId);
      expect(verified).toEqual({ ok: true, findings: [] });
      written += entries - 1;
    }
    // Otherwise the requests were too malformed to have any effect.
    expect(written).toBeGreaterThan(EACH / 50);
  });

  it("are answered, for every nasty value in every argument", async () => {
    const admin = callers.mayWrite.at(-1) as HostileCaller;
    let number = 0;
    for (const request of everyNastyArgument({ ...admin, target: aTarget })) {
      if (number % STEP === 0) await sender.send(request, admin, number);
      if (number % 500 === 0) api.clock.advance({ hours: 1.1 });
      number += 1;
    }

    expect(number).toBeGreaterThan(5000);
    for (const eventId of eventIds) expect(await verifyLedger(aside, eventId)).toMatchObject({ ok: true });
  });

  it("store texts unchanged, or refuse them with the right fault", async () => {
    const texts = [...NASTY_TEXTS, ...fc.sample(aText(), { numRuns: TEXTS, seed: SEED })];
    for (let at = 0; at < texts.length; at += TEXTS_OF_AN_EVENT) {
      const eventId = await table.putEvent();
      const entries = new Map<string, KeptTexts>();
      for (const text of texts.slice(at, at + TEXTS_OF_AN_EVENT)) {
        const logged = await keepText(aside, { text, eventId });
        if (logged) entries.set(logged.paymentId, logged.kept);
      }
      await expectKept(aside, { eventId, entries });
      expect(await verifyLedger(aside, eventId)).toEqual({ ok: true, entries: entries.size, findings: [] });
      sender.requests += 2 * entries.size;
    }
  });

  it("leave the process unchanged", () => {
    const statuses = [200, 400, 401, 403, 404, 405, 415];

    expect([...sender.statuses]).toEqual(expect.arrayContaining(statuses));
    expect(sender.requests).toBeGreaterThanOrEqual(MIN_REQUESTS);
    expect("polluted" in {}).toBe(false);
    expect(heapInUse() - heapBefore).toBeLessThan(MAX_GROWTH_BYTES);
  });
});
