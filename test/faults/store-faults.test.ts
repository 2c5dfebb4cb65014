import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createDynamoClient } from "../../server/table/client.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { createFaultProxy, type Fault, type FaultPlan, type FaultProxy } from "../support/fault-proxy.ts";
import { CALLERS, COMMIT, createRandom, SCENARIOS } from "../support/fault-scenarios.ts";
import { assessDamage, createNaiveLedger, type Damage } from "../support/naive-ledger.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { recordFigures } from "../support/reliability.ts";
import { verifyLedger } from "../support/reversals.ts";
import { createTestTable, type TestTable } from "../support/table.ts";

const PAYMENTS = process.env.TEST_SIZE === "full" ? 200 : 30;
const MAX_TRIES = 200;
const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

/** Amounts that identify the payments, in minor units. */
const AMOUNTS = Array.from({ length: PAYMENTS }, (_, at) => 100 * at + 37);

const NONE: Damage = { lost: 0, doubled: 0, totalOff: 0 };

type Log = (payment: { minorUnits: number }) => Promise<void>;

/** A process that logs payments through its own proxy; a new one takes over when it is cut off. */
interface Writer {
  log: Log;
  proxy: FaultProxy;
}

const proxies: FaultProxy[] = [];
afterAll(() => Promise.all(proxies.map((proxy) => proxy.close())));

async function openProxy(
  table: TestTable,
  plan?: FaultPlan,
): Promise<{ proxy: FaultProxy; behind: TestTable }> {
  const proxy = await createFaultProxy({ upstream: table.endpoint, plan });
  proxies.push(proxy);
  const client = createDynamoClient(proxy.url, { isLocal: true });
  return { proxy, behind: { ...table, client } };
}

/** Our ledger: only a retryable outcome is thrown as retryable. */
async function logThrough(api: TestApi, eventId: string): Promise<Log> {
  // Password attempts would be counted in the faulty table.
  const { token } = await api.access.sessions.create("Ines Duarte");
  return async ({ minorUnits }) => {
    const input = {
      eventId,
      amount: (minorUnits / 100).toFixed(2),
      patron: `Patron ${minorUnits}`,
      idempotencyKey: `payment-${minorUnits}`,
      // Only the key should prevent duplicates here, not the warning.
      allowDuplicate: true,
    };
    const answer = await logPayment(api, input, { as: token });
    if (answer.__typename === "PaymentLogged") return;
    if (answer.code === "BUSY") throw new Error("Busy.");
    throw new FinalAnswer(`Unexpected answer: ${JSON.stringify(answer)}`);
  };
}

class FinalAnswer extends Error {}

/** Logs all payments from several callers, repeating each until it is acknowledged. Returns the number of faults. */
async function logAll(startWriter: () => Promise<Writer>): Promise<number> {
  const writers = [await startWriter()];
  let takeover: Promise<unknown> | null = null;
  const newest = () => writers.at(-1) as Writer;
  const replace = (dead: Writer) => {
    if (dead !== newest()) return takeover;
    takeover ??= startWriter().then((writer) => {
      writers.push(writer);
      takeover = null;
    });
    return takeover;
  };

  const open = AMOUNTS.map((minorUnits) => ({ minorUnits }));
  const caller = async () => {
    for (let payment = open.shift(); payment; payment = open.shift()) {
      const isDone = await untilAcknowledged(payment);
      if (!isDone) throw new Error(`Not acknowledged in ${MAX_TRIES} tries: ${payment.minorUnits}`);
    }
  };
  const untilAcknowledged = async (payment: { minorUnits: number }) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const writer = newest();
      const logged = writer.log(payment).then(
        () => "acknowledged" as const,
        (error: unknown) => error,
      );
      const outcome = await Promise.race([logged, writer.proxy.severed.then(() => "severed" as const)]);
      if (outcome === "acknowledged") return true;
      if (outcome instanceof FinalAnswer) throw outcome;
      if (outcome === "severed") await replace(writer);
      else await pause(Math.random() * 20);
    }
    return false;
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return writers.reduce((sum, { proxy }) => sum + proxy.injected(), 0);
}

interface Run {
  injected: number;
  damage: Damage;
}

async function runOurs(plan: FaultPlan): Promise<Run & { accidents: unknown[] }> {
  const table = await createTestTable();
  const eventId = await table.putEvent();
  const accidents: unknown[] = [];
  const injected = await logAll(async () => {
    const { proxy, behind } = await openProxy(table, plan);
    const api = await createTestApi({ table: behind, writeBudgetMilliseconds: 3000 });
    accidents.push(api.accidents);
    return { proxy, log: await logThrough(api, eventId) };
  });
  return { injected, accidents: accidents.flat(), damage: await lookAt(table, eventId) };
}

/** Inspects what is stored, with a client without faults. */
async function lookAt(table: TestTable, eventId: string): Promise<Damage> {
  const api = await createTestApi({ table });
  const rows = (await table.items(eventId)).filter(({ sk }) => sk?.S?.startsWith("PAYMENT#"));
  expect(rows.map(({ sequence }) => Number(sequence?.N))).toEqual(rows.map((_, at) => at + 1));
  const ledger = await readLedger(api, eventId);
  expect(ledger).toMatchObject({ paymentCount: rows.length, lastSequence: rows.length });
  expect(await verifyLedger(api, eventId)).toEqual({ ok: true, entries: rows.length, findings: [] });
  const entries = rows.map(({ minor_units }) => Number(minor_units?.N));
  return assessDamage({ entries, total: ledger.totalCollected.minorUnits }, AMOUNTS);
}

async function runNaive(plan: FaultPlan): Promise<Run> {
  const table = await createTestTable();
  const eventId = "naive";
  const injected = await logAll(async () => {
    const { proxy, behind } = await openProxy(table, plan);
    const ledger = createNaiveLedger(behind);
    return { proxy, log: ({ minorUnits }) => ledger.log({ eventId, minorUnits }) };
  });
  return { injected, damage: assessDamage(await createNaiveLedger(table).read(eventId), AMOUNTS) };
}

const TIMEOUT_MILLISECONDS = process.env.TEST_SIZE === "full" ? 600_000 : 60_000;

// Most of the time is spent waiting for missing answers and in pauses, so several run concurrently, each on its own table.
describe.concurrent.each(SCENARIOS)(
  `when $name (seed ${SEED})`,
  { timeout: TIMEOUT_MILLISECONDS },
  ({ name, plan }) => {
    it("every payment is logged exactly once, whatever is retried", async () => {
      const run = await runOurs(plan(createRandom(SEED)));
      recordFigures({ fault: name, ours: { times: run.injected, payments: PAYMENTS, ...run.damage } });
      expect(run.injected).toBeGreaterThan(0);
      expect(run.damage).toEqual(NONE);
      expect(run.accidents).toEqual([]);
    });
  },
);

describe.concurrent.each(SCENARIOS)(
  `when $name (seed ${SEED})`,
  { timeout: TIMEOUT_MILLISECONDS },
  ({ name, plan, naivePlan = plan }) => {
    it("a ledger without idempotency keys and transactions is damaged", async () => {
      const run = await runNaive(naivePlan(createRandom(SEED)));
      recordFigures({ fault: name, naive: { times: run.injected, payments: PAYMENTS, ...run.damage } });
      expect(run.injected).toBeGreaterThan(0);
      expect(run.damage).not.toEqual(NONE);
    });
  },
);

/** A budget of half a second, plus one round of the SDK's retries that may be running when it ends. */
const BUSY_MILLISECONDS = 20_000;

/** Logs one payment while every commit fails, and reads what is stored. */
async function logWhileFailing(plan: FaultPlan) {
  const table = await createTestTable();
  const eventId = await table.putEvent();
  const { proxy, behind } = await openProxy(table, plan);
  const api = await createTestApi({ table: behind, writeBudgetMilliseconds: 500 });
  const log = () => logPayment(api, { eventId, idempotencyKey: "in-vain" });
  const startedAt = performance.now();
  const answer = await log();
  const milliseconds = performance.now() - startedAt;
  const stored = await table.items(eventId);
  return { answer, milliseconds, stored, proxy, log };
}

describe("when the fault lasts longer than the write budget", () => {
  it.concurrent.each([
    ["refused commits", COMMIT, { kind: "refuse" }],
    ["throttled commits", COMMIT, { kind: "throttle" }],
    ["failing commits", COMMIT, { kind: "internal" }],
    ["conflicting commits", COMMIT, { kind: "transactionConflict" }],
    ["transactions in progress", COMMIT, { kind: "inProgress" }],
    ["refused reads", "BatchGetItem", { kind: "refuse" }],
    ["hanging commits", COMMIT, { kind: "hang" }],
    ["hanging reads", "Query", { kind: "hang" }],
  ] satisfies [string, string, Fault][])(
    "the caller is told in time to retry, and nothing is written: %s",
    async (_name, failing, fault) => {
      const run = await logWhileFailing(({ target }) => (target === failing ? fault : null));
      expect(run.answer).toMatchObject({ code: "BUSY", retryable: true });
      expect(run.milliseconds).toBeLessThan(BUSY_MILLISECONDS);
      expect(run.proxy.injected()).toBeGreaterThan(0);
      expect(run.stored.map(({ sk }) => sk?.S)).toEqual(["META"]);

      run.proxy.follow(() => null);
      expect(await run.log()).toMatchObject({ replayed: false, payment: { sequence: 1 } });
    },
    40_000,
  );

  it("callers waiting for their turn are told together, not one after the other", async () => {
    const table = await createTestTable();
    const eventId = await table.putEvent();
    const { behind } = await openProxy(table, ({ target }) =>
      target === COMMIT ? { kind: "throttle" } : null,
    );
    const api = await createTestApi({ table: behind, writeBudgetMilliseconds: 500 });
    const startedAt = performance.now();
    const answers = await Promise.all(
      AMOUNTS.slice(0, 8).map((amount) => logPayment(api, { eventId, patron: `Patron ${amount}` })),
    );
    const milliseconds = performance.now() - startedAt;
    expect(answers.map(({ code }) => code)).toEqual(Array(8).fill("BUSY"));
    expect(milliseconds).toBeLessThan(BUSY_MILLISECONDS);
  }, 60_000);
});
