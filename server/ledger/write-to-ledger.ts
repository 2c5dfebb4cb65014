import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { type AdoptionContext, adoptEvent } from "./adopt-event.ts";
import type { EventQueue } from "./event-queue.ts";
import type { LedgerHead } from "./head.ts";
import { differingFields, type IdempotencyRecord } from "./idempotency.ts";
import { hasTotals } from "./ledger-lines.ts";
import {
  type LedgerCommit,
  StoreUnavailableError,
  type WritePicture,
  type WriteRequest,
} from "./ledger-store.ts";

/** What every write to a ledger needs. */
export interface WriteContext extends AdoptionContext {
  clock: Clock;
  queue: EventQueue;
  /** How long a write may be tried before the caller is told to come back. */
  writeBudgetMilliseconds: number;
}

/** What a write says of itself, so that its repetition is known. */
export interface WriteIntent extends WriteRequest {
  record: Omit<IdempotencyRecord, "paymentId">;
}

/** What came of a write that was decided. */
export type WriteOutcome<Refusal> =
  | { result: "written"; commit: LedgerCommit; picture: WritePicture }
  | { result: "replayed"; paymentId: string; isOwn: boolean }
  | { result: "conflict"; paymentId: string; differingFields: string[] }
  | { result: "refused"; refusal: Refusal }
  | { result: "busy" };

/** Looks at the ledger as it stands and says what to write, or why nothing. Called anew at every try. */
export type Decide<Refusal> = (
  picture: WritePicture,
  now: Date,
) => { commit: LedgerCommit } | { refusal: Refusal };

type Try<Refusal> = WriteOutcome<Refusal> | { result: "again" };

const FIRST_PAUSE_MILLISECONDS = 10;
const LONGEST_PAUSE_MILLISECONDS = 400;

/**
 * The one way into a ledger: read the picture, answer a repetition, decide, commit; from the top when a race was lost
 * or the store did not answer. A commit whose answer was lost is met again as our own record, so nothing is written twice.
 */
export function writeToLedger<Refusal>(
  context: WriteContext,
  intent: WriteIntent,
  decide: Decide<Refusal>,
): Promise<WriteOutcome<Refusal>> {
  const endsAt = context.clock.monotonicMilliseconds() + context.writeBudgetMilliseconds;
  return context.queue.run(intent.eventId, async () => {
    for (let tries = 0; ; tries += 1) {
      if (tries > 0 && context.clock.monotonicMilliseconds() >= endsAt) return { result: "busy" };
      if (tries > 0) await pause(fullJitter(tries));
      const outcome = await tryOnce(context, intent, decide);
      if (outcome.result !== "again") return outcome;
    }
  });
}

const fullJitter = (tries: number) =>
  Math.random() * Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** tries, LONGEST_PAUSE_MILLISECONDS);

async function tryOnce<Refusal>(
  context: WriteContext,
  intent: WriteIntent,
  decide: Decide<Refusal>,
): Promise<Try<Refusal>> {
  try {
    const picture = await readPicture(context, intent);
    if (picture === null) return { result: "again" };
    if (picture.idempotency) return answerRepetition(intent, picture.idempotency);
    const decision = decide(picture, context.clock.now());
    if ("refusal" in decision) return { result: "refused", ...decision };
    const outcome = await context.store.commit(decision.commit);
    if (outcome.result === "written") return { result: "written", commit: decision.commit, picture };
    return outcome.result === "answered" ? answerRepetition(intent, outcome.record) : { result: "again" };
  } catch (error) {
    if (error instanceof StoreUnavailableError) return { result: "again" };
    throw error;
  }
}

function answerRepetition<Refusal>(intent: WriteIntent, record: IdempotencyRecord): WriteOutcome<Refusal> {
  const { paymentId } = record;
  const differing = differingFields(record, intent.record);
  if (differing.length > 0) return { result: "conflict", paymentId, differingFields: differing };
  return { result: "replayed", paymentId, isOwn: record.callId === intent.record.callId };
}

/** The picture with old rows adopted first, or null when its parts were not read at one moment. */
async function readPicture(context: WriteContext, intent: WriteIntent): Promise<WritePicture | null> {
  const picture = await context.store.readForWrite(intent);
  if (picture.idempotency) return picture;
  if (hasTotals(picture.snapshot.head)) return isOnePicture(picture, picture.snapshot.head) ? picture : null;
  const snapshot = await adoptEvent(context, intent.eventId);
  return snapshot.head ? null : { ...picture, snapshot };
}

function isOnePicture(picture: WritePicture, head: LedgerHead): boolean {
  if (head.newestIsAdopted) return true;
  return Math.max(...picture.recent.map(({ sequence }) => sequence)) === head.sequence;
}
