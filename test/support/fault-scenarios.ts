import type { Fault, FaultPlan } from "./fault-proxy.ts";

/** The call that performs a whole write. */
export const COMMIT = "TransactWriteItems";
const WRITES = new Set([COMMIT, "PutItem", "UpdateItem"]);
/** The second step of a write: the total in the naive ledger, the commit after the reads in ours. */
const SECOND_STEPS = new Set([COMMIT, "UpdateItem"]);

/** How many callers log payments at the same time. */
export const CALLERS = 5;

/** Enough requests in a row that all callers fail, although the SDK tries each call three times. */
const OUTAGE = 3 * CALLERS;

type FaultOf = (random: () => number) => Fault;

/** An outage first, then faults in half of these writes and a tenth of the reads. */
function often(targets: ReadonlySet<string>, faultOf: FaultOf, random: () => number): FaultPlan {
  return ({ target, count }) => {
    if (targets.has(target)) return count <= OUTAGE || random() < 0.5 ? faultOf(random) : null;
    return !WRITES.has(target) && random() < 0.1 ? faultOf(random) : null;
  };
}

/** Five of every fifteen commits: the SDK waits so long after each that more would take minutes. */
const inBursts =
  (fault: Fault): FaultPlan =>
  ({ target, count }) =>
    target === COMMIT && count % 15 < 5 ? fault : null;

/** Longer than the client waits for a response. */
const PAST_THE_TIMEOUT_MILLISECONDS = 3500;

/** The first second steps of all callers, with all tries of the SDK: some must fail. */
const atFirst =
  (fault: Fault): FaultPlan =>
  ({ target, count }) =>
    target === "UpdateItem" && count <= OUTAGE ? fault : null;

/** A random sequence from a seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fault in a store or on the way to it. */
export interface Scenario {
  name: string;
  plan: (random: () => number) => FaultPlan;
  /** The same fault for a ledger without key and transaction, if its calls differ. */
  naivePlan?: () => FaultPlan;
}

/** All faults between the SDK and the engine. */
export const SCENARIOS: Scenario[] = [
  {
    name: "responses are lost",
    plan: (random) => often(WRITES, () => ({ kind: "dropAnswer" }), random),
  },
  {
    name: "the connection breaks between the first step and the second",
    plan: (random) => often(SECOND_STEPS, () => ({ kind: "refuse" }), random),
  },
  {
    name: "the process is killed",
    plan:
      (random) =>
      ({ target }) =>
        WRITES.has(target) && random() < 0.2 ? { kind: "sever", isCarriedOut: random() < 0.5 } : null,
  },
  {
    name: "requests are executed after the caller gave up",
    plan: (random) =>
      often(WRITES, () => ({ kind: "arriveLate", milliseconds: Math.floor(random() * 200) }), random),
  },
  {
    name: "the service fails",
    plan: (random) => often(WRITES, () => ({ kind: "internal" }), random),
  },
  {
    name: "transactions conflict",
    plan:
      (random) =>
      ({ target }) =>
        WRITES.has(target) && random() < 0.65 ? { kind: "transactionConflict" } : null,
  },
  {
    name: "the service is slow",
    plan: (random) =>
      often(WRITES, () => ({ kind: "delay", milliseconds: Math.floor(random() * 200) }), random),
    naivePlan: () => atFirst({ kind: "delay", milliseconds: PAST_THE_TIMEOUT_MILLISECONDS }),
  },
  {
    name: "the service hangs",
    plan:
      () =>
      ({ target, count }) =>
        target === COMMIT && [3, 4, 17].includes(count) ? { kind: "hang" } : null,
    naivePlan: () => atFirst({ kind: "hang" }),
  },
  {
    name: "the service throttles",
    plan: () => inBursts({ kind: "throttle" }),
    naivePlan: () => atFirst({ kind: "throttle" }),
  },
  {
    name: "a transaction is still in progress",
    plan: () => inBursts({ kind: "inProgress" }),
    naivePlan: () => atFirst({ kind: "inProgress" }),
  },
];
