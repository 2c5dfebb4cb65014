import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import { StoreUnavailableError } from "../../values/unavailable.ts";
import { type AdoptionContext, adoptEvent } from "../adopt/adopt-event.ts";
import type { LedgerCommit } from "../commits.ts";
import { differingFields, type IdempotencyRecord } from "../idempotency.ts";
import { fromPaymentId } from "../ids.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import { hasTotals, readingOf } from "../reading.ts";
import {
  type Decide,
  type DecisionContext,
  type FullPicture,
  WARNING_MILLISECONDS,
  type WriteIntent,
} from "./decision.ts";
import type { EventQueue } from "./event-queue.ts";

/** What every write to a ledger needs. */
export interface WriteContext extends AdoptionContext, DecisionContext {
  clock: Clock;
  queue: EventQueue;
  /** How long a write is attempted before the caller gets `Busy`. */
  writeBudgetMilliseconds: number;
}

/** Result of a call whose idempotency key was already used: by the same call, or with different input. */
export type Replay =
  | { result: "replayed"; paymentId: string; isOwn: boolean }
  | { result: "conflict"; paymentId: string; differingFields: string[] };

/** Result of a write. */
export type WriteOutcome<Refusal> =
  | { result: "written"; commit: LedgerCommit; picture: FullPicture }
  | Replay
  | { result: "refused"; refusal: Refusal }
  | { result: "busy" };

const FIRST_PAUSE_MILLISECONDS = 10;
const MAX_PAUSE_MILLISECONDS = 400;

/** How far back companions are read: as far as duplicates are warned about, and clocks may differ a little. */
const RECENT_MILLISECONDS = WARNING_MILLISECONDS + 60_000;

/** A write: its intent and its decision. */
export interface Write<Refusal> {
  intent: WriteIntent;
  /** Looks up the reference if the call does not contain it; repeated for every attempt. */
  findReference?: () => Promise<WriteIntent["reference"]>;
  decide: Decide<Refusal>;
}

/**
 * The only way to write to a ledger: read the picture, resolve a replay, decide, commit. It starts over if it lost a race
 * or the store did not answer. A commit whose answer was lost is found as our own record, so nothing is written twice.
 */
export function writeToLedger<Refusal>(
  context: WriteContext,
  write: Write<Refusal>,
): Promise<WriteOutcome<Refusal>> {
  const { eventId, originEventId = eventId } = write.intent;
  return retryInTurn<WriteOutcome<Refusal>>(context, [eventId, originEventId], () => tryOnce(context, write));
}

/**
 * Repeats an attempt until it has an outcome: null, or a store that does not answer, means one more attempt. Waits for its
 * turn at the events first, and returns busy when the time is over.
 */
export function retryInTurn<Outcome>(
  context: Pick<WriteContext, "clock" | "queue" | "writeBudgetMilliseconds">,
  eventIds: string[],
  tryOnce: () => Promise<Outcome | null>,
): Promise<Outcome | { result: "busy" }> {
  const endsAt = context.clock.monotonicMilliseconds() + context.writeBudgetMilliseconds;
  return takeTurn(context.queue, eventIds, async () => {
    for (let tries = 0; ; tries += 1) {
      if (context.clock.monotonicMilliseconds() >= endsAt) return { result: "busy" };
      if (tries > 0) await pause(fullJitter(tries));
      const outcome = await tryOnce().catch(retryIfUnavailable);
      if (outcome !== null) return outcome;
    }
  });
}

function retryIfUnavailable(error: unknown): null {
  if (error instanceof StoreUnavailableError) return null;
  throw error;
}

/** Waits for both events in sorted order, so that two moves in opposite directions cannot deadlock. */
function takeTurn<Result>(
  queue: EventQueue,
  eventIds: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const [first = "", second] = [...new Set(eventIds)].sort();
  return queue.run(first, () => (second === undefined ? work() : queue.run(second, work)));
}

const fullJitter = (tries: number) =>
  Math.random() * Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** tries, MAX_PAUSE_MILLISECONDS);

async function tryOnce<Refusal>(
  context: WriteContext,
  { intent: given, findReference, decide }: Write<Refusal>,
): Promise<WriteOutcome<Refusal> | null> {
  const intent = findReference ? { ...given, reference: await findReference() } : given;
  const picture = await readPicture(context, intent);
  if (picture === null) return null;
  if (picture.idempotency) return resolveReplay(intent, picture.idempotency);
  const decision = decide(picture, { now: context.clock.now(), intent });
  if ("refusal" in decision) return { result: "refused", ...decision };
  const outcome = await context.store.commit(decision.commit);
  if (outcome.result === "written") return { result: "written", commit: decision.commit, picture };
  return outcome.result === "answered" ? resolveReplay(intent, outcome.record) : null;
}

/** The result of a call whose idempotency key was already used. */
export function resolveReplay(intent: WriteIntent, record: IdempotencyRecord): Replay {
  const { paymentId } = record;
  const differing = differingFields(record, intent.record);
  if (differing.length > 0) return { result: "conflict", paymentId, differingFields: differing };
  return { result: "replayed", paymentId, isOwn: record.callId === intent.record.callId };
}

/** Reads the picture, with legacy rows adopted first. Null if it has to be read again. */
async function readPicture(context: WriteContext, intent: WriteIntent): Promise<FullPicture | null> {
  const picture = await readWritePicture(context, intent);
  if (picture.idempotency) return { ...picture, refunded: null };
  const { snapshot, origin } = picture;
  const events = new Map([snapshot, origin].map((event) => [event.eventId, event.head]));
  for (const [eventId, head] of events) {
    if (!hasTotals(head) && (await adoptEvent(context, eventId)).head) return null;
  }
  return isConsistent(picture) ? loadReferenced(context, picture) : null;
}

type RecentPicture = WritePicture & Pick<WriteRequest, "recentFrom">;

/** Reads everything that a write needs; duplicates are found among the companions of the last 48 hours. */
export async function readWritePicture(
  { store, clock }: Pick<WriteContext, "store" | "clock">,
  intent: WriteIntent,
): Promise<RecentPicture> {
  const recentFrom = new Date(clock.now().getTime() - RECENT_MILLISECONDS).toISOString();
  return { ...(await store.readForWrite({ ...intent, recentFrom })), recentFrom };
}

/** Reads the payment of a refund that is the target. No other write needs another round trip. */
export async function loadReferenced(
  context: Pick<WriteContext, "store" | "operatorCurrency" | "timeZone">,
  picture: WritePicture,
): Promise<FullPicture> {
  const target = picture.target?.row.read(readingOf(picture.origin, context));
  const refundOf = target?.kind === "REFUND" && target.reverses ? fromPaymentId(target.reverses) : null;
  if (!refundOf) return { ...picture, refunded: null };
  const [refunded = null] = await context.store.readLines([refundOf]);
  return { ...picture, refunded };
}

/**
 * The recent companions, the references and the head are read concurrently, and must be from the same moment: if the newest
 * entry or record lies in the range that was read, its companion is there. If it is older, the range is empty, and what was
 * written since makes the commit fail.
 */
function isConsistent({ snapshot, recent, recentFrom }: RecentPicture): boolean {
  const { head } = snapshot;
  if (!head || head.newestIsAdopted || head.newestLoggedAt === null) return true;
  if (head.newestLoggedAt < recentFrom) return true;
  return recent.some(({ sequence }) => sequence === head.sequence);
}
