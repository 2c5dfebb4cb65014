import type { LedgerLine } from "../entry.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import {
  type Busy,
  busyWhenUnavailable,
  type IdempotencyConflict,
  readBack,
  toNotWritten,
} from "../write/outcomes.ts";
import type { WriteContext, WriteOutcome } from "../write/write-to-ledger.ts";

/** A void or a refund is logged. */
export interface ReversalDone {
  result: "reversed";
  /** The entry that was taken back, or of which money was given back, as it stands now. */
  payment: LedgerLine;
  reversal: LedgerLine;
  snapshot: EventSnapshot;
  replayed: boolean;
}

/** The id of the entry that a write wrote, now or at its first call; and whether it was an earlier call. */
export function writtenId(outcome: Extract<WriteOutcome<unknown>, { result: "written" | "replayed" }>): {
  id: string;
  replayed: boolean;
} {
  if (outcome.result === "replayed") return { id: outcome.paymentId, replayed: !outcome.isOwn };
  return { id: outcome.commit.idempotency.record.paymentId, replayed: false };
}

/** Reads back what a void or a refund did, the first time and at every repetition in the same way. */
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
  return finish().catch(busyWhenUnavailable);
}
