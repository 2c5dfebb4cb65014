import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import { StoreUnavailableError } from "../../values/unavailable.ts";
import { type AdoptionContext, adoptEvent } from "../adopt/adopt-event.ts";
import type { LedgerCommit } from "../commits.ts";
import { isActive } from "../entry.ts";
import { differingFields, type IdempotencyRecord } from "../idempotency.ts";
import { fromPaymentId } from "../ids.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import { hasTotals, readingOf } from "../reading.ts";
import type { SealEntry, StoredLine } from "../stored-line.ts";
import type { EventQueue } from "./event-queue.ts";

/** What every write to a ledger needs. */
export interface WriteContext extends AdoptionContext {
  clock: Clock;
  queue: EventQueue;
  seal: SealEntry;
  /** How long a write may be tried before the caller is told to come back. */
  writeBudgetMilliseconds: number;
}

/** Who writes. */
export interface Recorder {
  /** Who was authenticated: `admin` or an API key's id. */
  principal: string;
  /** The name given beside the shared password. */
  name: string | null;
}

/** What a write says of itself, so that its repetition is known. */
export interface WriteIntent extends WriteRequest {
  record: Omit<IdempotencyRecord, "paymentId">;
}

/** The picture with what it points at. */
export interface FullPicture extends WritePicture {
  /** The payment that used the reference, and whether it is still active. */
  reference: { paymentId: string; isActive: boolean } | null;
  /** The payment that the target, a refund, gave money back of. */
  refunded: StoredLine | null;
}

/** What came of a write that was decided. */
export type WriteOutcome<Refusal> =
  | { result: "written"; commit: LedgerCommit; picture: FullPicture }
  | { result: "replayed"; paymentId: string; isOwn: boolean }
  | { result: "conflict"; paymentId: string; differingFields: string[] }
  | { result: "refused"; refusal: Refusal }
  | { result: "busy" };

/** What to write, or why nothing. */
export type Decision<Refusal> = { commit: LedgerCommit } | { refusal: Refusal };

/** Looks at the ledger and decides. Called again at every try. */
export type Decide<Refusal> = (picture: FullPicture, now: Date) => Decision<Refusal>;

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
  const eventIds = [intent.eventId, intent.originEventId ?? intent.eventId];
  return retryInTurn<WriteOutcome<Refusal>>(context, eventIds, () => tryOnce(context, intent, decide));
}

/**
 * Tries until there is an outcome: null, or a store that does not answer, means once more. Waits for the events' turn
 * first, and gives up as busy when the time is over.
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
      const outcome = await tryOnce().catch(againWhenUnavailable);
      if (outcome !== null) return outcome;
    }
  });
}

function againWhenUnavailable(error: unknown): null {
  if (error instanceof StoreUnavailableError) return null;
  throw error;
}

/** Waits for both events in one order for everybody, so that two moves in opposite directions do not wait for each other. */
function takeTurn<Result>(
  queue: EventQueue,
  eventIds: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const [first = "", second] = [...new Set(eventIds)].sort();
  return queue.run(first, () => (second === undefined ? work() : queue.run(second, work)));
}

const fullJitter = (tries: number) =>
  Math.random() * Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** tries, LONGEST_PAUSE_MILLISECONDS);

async function tryOnce<Refusal>(
  context: WriteContext,
  intent: WriteIntent,
  decide: Decide<Refusal>,
): Promise<WriteOutcome<Refusal> | null> {
  const picture = await readPicture(context, intent);
  if (picture === null) return null;
  if (picture.idempotency) return answerRepetition(intent, picture.idempotency);
  const decision = decide(picture, context.clock.now());
  if ("refusal" in decision) return { result: "refused", ...decision };
  const outcome = await context.store.commit(decision.commit);
  if (outcome.result === "written") return { result: "written", commit: decision.commit, picture };
  return outcome.result === "answered" ? answerRepetition(intent, outcome.record) : null;
}

/** What a call is answered whose idempotency key was there before. */
export function answerRepetition<Refusal>(
  intent: WriteIntent,
  record: IdempotencyRecord,
): WriteOutcome<Refusal> {
  const { paymentId } = record;
  const differing = differingFields(record, intent.record);
  if (differing.length > 0) return { result: "conflict", paymentId, differingFields: differing };
  return { result: "replayed", paymentId, isOwn: record.callId === intent.record.callId };
}

/** The picture with old rows adopted first, or null when it has to be taken again. */
async function readPicture(context: WriteContext, intent: WriteIntent): Promise<FullPicture | null> {
  const picture = await context.store.readForWrite(intent);
  if (picture.idempotency) return { ...picture, reference: null, refunded: null };
  const { snapshot, origin } = picture;
  const events = new Map([snapshot, origin].map((event) => [event.eventId, event.head]));
  for (const [eventId, head] of events) {
    if (!hasTotals(head) && (await adoptEvent(context, eventId)).head) return null;
  }
  return isOnePicture(picture) ? lookFurther(context, picture) : null;
}

/** Reads what the picture points at, which costs a round trip only where something is pointed at. */
export async function lookFurther(
  context: Pick<WriteContext, "store" | "operatorCurrency" | "timeZone">,
  picture: WritePicture,
): Promise<FullPicture> {
  const usedBy = picture.referenceUsedBy;
  const usedByRef = usedBy === null ? null : fromPaymentId(usedBy);
  const target = picture.target?.row.read(readingOf(picture.origin, context));
  const refundOfRef = target?.kind === "REFUND" && target.reverses ? fromPaymentId(target.reverses) : null;
  if (!usedByRef && !refundOfRef) return { ...picture, reference: null, refunded: null };
  const refs = [usedByRef, refundOfRef].filter((ref) => ref !== null);
  const lines = await context.store.readLines(refs);
  const line = usedByRef ? lines[0] : null;
  const reference =
    usedBy === null
      ? null
      : { paymentId: usedBy, isActive: line?.companion ? isActive(line.companion) : false };
  return { ...picture, reference, refunded: (refundOfRef ? lines.at(-1) : null) ?? null };
}

/** The newest companions and the head were read side by side: both must be of the same moment. */
function isOnePicture({ snapshot, recent }: WritePicture): boolean {
  const { head } = snapshot;
  if (!head || head.newestIsAdopted || head.sequence === 0) return true;
  return Math.max(...recent.map(({ sequence }) => sequence)) === head.sequence;
}
