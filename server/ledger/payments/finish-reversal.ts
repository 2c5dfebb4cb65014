import type { LedgerLine } from "../entry.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import {
  type Busy,
  busyIfUnavailable,
  type IdempotencyConflict,
  readBack,
  toNotWritten,
} from "../write/outcomes.ts";
import type { WriteContext, WriteOutcome } from "../write/write-to-ledger.ts";

/** The void or refund was logged. */
export interface ReversalDone {
  result: "reversed";
  /** The voided or refunded entry in its current state. */
  payment: LedgerLine;
  reversal: LedgerLine;
  snapshot: EventSnapshot;
  replayed: boolean;
}

/** The id of the entry that was written, and whether an earlier call wrote it. */
export function writtenId(outcome: Extract<WriteOutcome<unknown>, { result: "written" | "replayed" }>): {
  id: string;
  replayed: boolean;
} {
  if (outcome.result === "replayed") return { id: outcome.paymentId, replayed: !outcome.isOwn };
  return { id: outcome.commit.idempotency.record.paymentId, replayed: false };
}

/** Reads back a void or a refund, in the same way for the first call and for replays. */
export async function finishReversal<Refusal>(
  context: WriteContext,
  outcome: WriteOutcome<Refusal>,
): Promise<ReversalDone | Refusal | IdempotencyConflict | Busy> {
  const finish = async () => {
    if (outcome.result !== "written" && outcome.result !== "replayed") return toNotWritten(context, outcome);
    const { id, replayed } = writtenId(outcome);
    const { line: reversal, snapshot } = await readBack(context, id);
    const { line: payment } = await readBack(context, reversal.entry.reverses);
    return { result: "reversed" as const, payment, reversal, snapshot, replayed };
  };
  return finish().catch(busyIfUnavailable);
}
