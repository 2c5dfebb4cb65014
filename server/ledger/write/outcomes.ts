import { StoreUnavailableError } from "../../values/unavailable.ts";
import type { LedgerLine } from "../entry.ts";
import { fromPaymentId } from "../ids.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import { readingOf, toLedgerLine } from "../reading.ts";
import type { WriteContext, WriteOutcome } from "./write-to-ledger.ts";

/** The idempotency key was already used with different input. */
export interface IdempotencyConflict {
  result: "idempotencyConflict";
  existing: LedgerLine;
  differingFields: string[];
}

/** The write did not succeed in time; the caller may retry. */
export interface Busy {
  result: "busy";
}

/** An entry with its event, read back. */
export interface ReadBack {
  line: LedgerLine;
  snapshot: EventSnapshot;
}

/** Reads back an entry that must exist. */
export async function readBack(context: WriteContext, id: string | null): Promise<ReadBack> {
  const ref = id === null ? null : fromPaymentId(id);
  if (!ref) throw new Error(`This id names no entry: ${id}`);
  const [[stored], [snapshot]] = await Promise.all([
    context.store.readLines([ref]),
    context.store.readEvents([ref.eventId]),
  ]);
  if (!stored || !snapshot) throw new Error(`An entry that is referred to does not exist: ${id}`);
  const reading = readingOf(snapshot, context);
  return { line: toLedgerLine(stored, reading), snapshot };
}

/** The result of a write that wrote nothing: the refusal, the entry under the idempotency key, or busy. */
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
 * The result if the store became unavailable after the write was decided. The write is on record if it succeeded, so the
 * same call can be repeated.
 */
export function busyIfUnavailable(error: unknown): Busy {
  if (error instanceof StoreUnavailableError) return { result: "busy" };
  throw error;
}
