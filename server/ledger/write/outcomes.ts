import { StoreUnavailableError } from "../../values/unavailable.ts";
import type { LedgerLine } from "../entry.ts";
import { fromPaymentId } from "../ids.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import { readingOf, toLedgerLine } from "../reading.ts";
import type { WriteContext, WriteOutcome } from "./write-to-ledger.ts";

/** The idempotency key was used before, with other input. */
export interface IdempotencyConflict {
  result: "idempotencyConflict";
  existing: LedgerLine;
  differingFields: string[];
}

/** The caller may try again. */
export interface Busy {
  result: "busy";
}

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

/** What a write that wrote nothing answers: the refusal, the entry that the key belongs to, or the advice to try again. */
export async function toNotWritten<Refusal>(
  context: WriteContext,
  outcome: Exclude<WriteOutcome<Refusal>, { result: "written" | "replayed" }>,
): Promise<Refusal | IdempotencyConflict | Busy> {
  if (outcome.result === "busy") return outcome;
  if (outcome.result === "refused") return outcome.refusal;
  const { line: existing } = await readBack(context, outcome.paymentId);
  return { result: "idempotencyConflict", existing, differingFields: outcome.differingFields };
}

/**
 * What to answer when the store went away after the write was decided: what happened is on record, and the same call
 * will be answered from there.
 */
export function busyWhenUnavailable(error: unknown): Busy {
  if (error instanceof StoreUnavailableError) return { result: "busy" };
  throw error;
}
