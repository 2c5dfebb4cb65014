import type { InputFault } from "../../values/input-faults.ts";
import { StoreUnavailableError } from "../../values/unavailable.ts";
import type { EntryRef, LedgerLine } from "../entry.ts";
import { fromPaymentId, toPaymentId } from "../ids.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import { readingOf, toLedgerLine } from "../reading.ts";
import type { WriteContext, WriteOutcome } from "./write-to-ledger.ts";

/** Why a write is refused, as decided from keys and numbers alone. */
export type WriteRefusal =
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound"; field: "eventId" | "moveToEventId" }
  | { result: "paymentNotFound" }
  | { result: "alreadyReversed" }
  | { result: "refundStanding" }
  | { result: "refundExceedsPayment"; refundableMinorUnits: number; currency: string }
  | { result: "notReversible"; why: string }
  | { result: "currencyMismatch"; currency: string; otherCurrency: string }
  | { result: "possibleDuplicate"; ref: EntryRef; field: "patron" | "reference" };

/** What came of a write that wrote nothing: a refusal with the entries that it shows, or the advice to come back. */
export type NotWritten =
  | Exclude<WriteRefusal, { result: "possibleDuplicate" }>
  | { result: "possibleDuplicate"; existing: LedgerLine; field: "patron" | "reference" }
  | { result: "idempotencyConflict"; existing: LedgerLine; differingFields: string[] }
  | { result: "busy" };

/** An entry with its event, read back. */
export interface ReadBack {
  line: LedgerLine;
  snapshot: EventSnapshot;
}

/** Reads back an entry that is known to be there. */
export async function readBack(context: WriteContext, id: string | null): Promise<ReadBack> {
  const ref = id === null ? null : fromPaymentId(id);
  if (!ref) throw new Error(`This names no entry: ${id}`);
  const [[stored], [snapshot]] = await Promise.all([
    context.store.readLines([ref]),
    context.store.readEvents([ref.eventId]),
  ]);
  if (!stored || !snapshot) throw new Error(`An entry that is pointed at is not there: ${id}`);
  const reading = readingOf(snapshot, context);
  return { line: toLedgerLine(stored, reading), snapshot };
}

/** Completes what a write that wrote nothing has to tell. */
export async function toNotWritten(
  context: WriteContext,
  outcome: Exclude<WriteOutcome<WriteRefusal>, { result: "written" | "replayed" }>,
): Promise<NotWritten> {
  if (outcome.result === "busy") return outcome;
  if (outcome.result === "conflict") {
    const { line: existing } = await readBack(context, outcome.paymentId);
    return { result: "idempotencyConflict", existing, differingFields: outcome.differingFields };
  }
  const { refusal } = outcome;
  if (refusal.result !== "possibleDuplicate") return refusal;
  const { line: existing } = await readBack(context, toPaymentId(refusal.ref));
  return { result: "possibleDuplicate", existing, field: refusal.field };
}

/**
 * What to answer when the store went away after the write was decided: what happened is on record, and the same call
 * will be answered from there.
 */
export function busyWhenUnavailable(error: unknown): { result: "busy" } {
  if (error instanceof StoreUnavailableError) return { result: "busy" };
  throw error;
}
