import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { DEFAULT_EVENT_MAPPING } from "../../server/ledger/event-facts.ts";
import { putEvent, putItem } from "../../server/local/dispatch-tool.ts";
import { startEngine } from "../../server/local/engine.ts";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { queryItems } from "../../server/table/table.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { createFaultProxy } from "../support/fault-proxy.ts";
import { createRandom } from "../support/fault-scenarios.ts";
import { assessDamage, createNaiveLedger } from "../support/naive-ledger.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { recordFigures } from "../support/reliability.ts";
import { verifyLedger } from "../support/reversals.ts";
import type { TestTable } from "../support/table.ts";

const KILLS = process.env.TEST_SIZE === "full" ? 50 : 5;
const CALLERS = 4;
/** The maximum number of requests between two kills. */
const REQUESTS_BETWEEN_KILLS = 40;
const MAX_TRIES = 500;
const MANY = 100_000;
const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const EVENT_ID = "event-of-the-killed";

/** An engine on its own folder, at an address that stays the same when the engine's changes. */
interface MortalEngine {
  url: string;
  /** Calls back with each request. If the engine is dying, the answer is lost, whether or not the request was carried out. */
  onRequest(listener: (target: string) => { isDying: boolean }): void;
  /** Kills the engine as a crash would, and starts it again on the data it left. */
  killAndRestart(): Promise<void>;
}

async function startMortalEngine(): Promise<MortalEngine> {
  const folder = await mkdtemp(join(tmpdir(), "payments-killed-"));
  const proxy = await createFaultProxy({ upstream: (await startEngine(folder)).endpoint });
  const kill = async () => {
    const { pid } = JSON.parse(await readFile(join(folder, "engine.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 10_000, interval: 5 }).toBe(false);
  };
  onTestFinished(async () => {
    await proxy.close();
    await kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    url: proxy.url,
    onRequest(listener) {
      proxy.follow(({ target }) => (listener(target).isDying ? { kind: "dropAnswer" } : null));
    },
    async killAndRestart() {
      await kill();
      proxy.pointTo((await startEngine(folder)).endpoint);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A table in the engine at this address, with one event. */
async function createTableAt(endpoint: string): Promise<TestTable> {
  const client = createDynamoClient(endpoint, { isLocal: true });
  const tableName = `killed-${randomUUID()}`;
  const table = { client, tableName, eventSk: "META", eventMapping: DEFAULT_EVENT_MAPPING };
  await ensureTable(client, { tableName, ttlAttribute: "paymentsExpiresAt", hasStream: false });
  await putEvent(table, {
    id: EVENT_ID,
    title: "Sunset sail",
    startsAt: null,
    status: "confirmed",
    crew: [],
  });
  return {
    ...table,
    endpoint,
    items: (pk) =>
      queryItems(table, {
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: pk } },
        ConsistentRead: true,
        limit: MANY,
      }),
    putEvent: () => Promise.reject(new Error("The only event already exists.")),
    putItem: (item) => putItem(table, item),
    deleteItem: () => Promise.reject(new Error("Nothing is deleted in this test.")),
  };
}

/**
 * Kills the engine at seeded points of the traffic, one after the other; every second time during a commit.
 * `done` resolves after the last restart.
 */
function killAtRandom(
  engine: MortalEngine,
  random: () => number,
): { isOver(): boolean; done: Promise<void> } {
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  const nextGap = () => 1 + Math.floor(random() * REQUESTS_BETWEEN_KILLS);
  let kills = 0;
  let left = nextGap();
  let isOver = false;
  let isDying = false;
  const killOnce = async () => {
    // Not within the listener: the request that triggers the kill may be at any stage when the engine dies.
    await pause(random() * 20);
    await engine.killAndRestart();
    kills += 1;
    left = nextGap();
    isDying = false;
    isOver = kills === KILLS;
    if (isOver) resolve();
  };
  engine.onRequest((target) => {
    left -= 1;
    const isMoment = kills % 2 === 1 || target === "TransactWriteItems" || target === "UpdateItem";
    if (left <= 0 && isMoment && !isDying && !isOver) {
      isDying = true;
      killOnce().catch(reject);
    }
    return { isDying };
  });
  return { isOver: () => isOver, done };
}

/** Logs a payment, repeating the call with the same key until it is acknowledged. Returns the number of calls. */
async function logUntilAcknowledged(api: TestApi, minorUnits: number): Promise<number> {
  const input = {
    eventId: EVENT_ID,
    amount: (minorUnits / 100).toFixed(2),
    patron: `Patron ${minorUnits}`,
    idempotencyKey: `payment-${minorUnits}`,
    // Only the key should prevent duplicates here, not the warning.
    allowDuplicate: true,
  };
  // Password attempts would be counted in the table that is killed.
  const { token } = await api.access.sessions.create("Ines Duarte");
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const answer = await logPayment(api, input, { as: token });
    if (answer.__typename === "PaymentLogged") return tries;
    expect(answer).toMatchObject({ code: "BUSY" });
    await pause(Math.random() * 20);
  }
  throw new Error(`Not acknowledged in ${MAX_TRIES} tries: ${minorUnits}`);
}

it(`loses no payment, duplicates none, and keeps the total exact while the engine is killed ${KILLS} times (seed ${SEED})`, async () => {
  const engine = await startMortalEngine();
  const table = await createTableAt(engine.url);
  // Two independent servers, and a time budget shorter than most restarts.
  const servers = [
    await createTestApi({ table, writeBudgetMilliseconds: 50 }),
    await createTestApi({ table, writeBudgetMilliseconds: 50 }),
  ];
  const killer = killAtRandom(engine, createRandom(SEED));
  const amounts: number[] = [];
  const caller = async (_: unknown, at: number) => {
    while (!killer.isOver()) {
      const minorUnits = 100 * amounts.length + 37;
      amounts.push(minorUnits);
      await logUntilAcknowledged(servers[at % servers.length] as TestApi, minorUnits);
    }
  };
  await Promise.all([killer.done, ...Array.from({ length: CALLERS }, caller)]);

  const api = servers[0] as TestApi;
  const rows = (await table.items(EVENT_ID)).filter(({ sk }) => sk?.S?.startsWith("PAYMENT#"));
  const ledger = await readLedger(api, EVENT_ID, 1);
  const entries = rows.map(({ minor_units }) => Number(minor_units?.N));
  const damage = assessDamage({ entries, total: ledger.totalCollected.minorUnits }, amounts);
  recordFigures({
    fault: "the engine is killed",
    ours: { times: KILLS, payments: amounts.length, ...damage },
  });
  expect(damage).toEqual({ lost: 0, doubled: 0, totalOff: 0 });
  expect(rows.map(({ sequence }) => Number(sequence?.N))).toEqual(amounts.map((_, at) => at + 1));
  expect(ledger).toMatchObject({ paymentCount: amounts.length, lastSequence: amounts.length });
  expect(await verifyLedger(api, EVENT_ID)).toEqual({ ok: true, entries: amounts.length, findings: [] });
}, 600_000);

it(`a ledger without idempotency keys and transactions is damaged by ${KILLS} kills (seed ${SEED})`, async () => {
  const engine = await startMortalEngine();
  const table = await createTableAt(engine.url);
  const ledger = createNaiveLedger(table);
  const killer = killAtRandom(engine, createRandom(SEED));
  const amounts: number[] = [];
  const caller = async () => {
    while (!killer.isOver()) {
      const minorUnits = 100 * amounts.length + 37;
      amounts.push(minorUnits);
      const log = () =>
        ledger.log({ eventId: EVENT_ID, minorUnits }).then(
          () => true,
          () => false,
        );
      while (!(await log())) await pause(Math.random() * 20);
    }
  };
  await Promise.all([killer.done, ...Array.from({ length: CALLERS }, caller)]);

  const damage = assessDamage(await ledger.read(EVENT_ID), amounts);
  recordFigures({
    fault: "the engine is killed",
    naive: { times: KILLS, payments: amounts.length, ...damage },
  });
  expect(damage).not.toEqual({ lost: 0, doubled: 0, totalOff: 0 });
}, 600_000);
