import type { LedgerLine } from "../entry.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import {
  busyWhenUnavailable,
  type NotWritten,
  readBack,
  toNotWritten,
  type WriteRefusal,
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
export function writtenId(outcome: Extract<WriteOutcome<WriteRefusal>, { result: "written" | "replayed" }>): {
  id: string;
  replayed: boolean;
} {
  if (outcome.result === "replayed") return { id: outcome.paymentId, replayed: !outcome.isOwn };
  return { id: outcome.commit.idempotency.record.paymentId, replayed: false };
}

/** Reads back what a void or a refund did, the first time and at every repetition in the same way. */
export async function finishReversal(
  context: WriteContext,
  outcome: WriteOutcome<WriteRefusal>,
): Promise<ReversalDone | NotWritten> {
  const finish = async (): Promise<ReversalDone | NotWritten> => {
    if (outcome.result !== "written" && outcome.result !== "replayed") return toNotWritten(context, outcome);
    const { id, replayed } = writtenId(outcome);
    const { line: reversal, snapshot } = await readBack(context, id);
    const { line: payment } = await readBack(context, reversal.entry.reverses);
    return { result: "reversed", payment, reversal, snapshot, replayed };
  };
  return finish().catch(busyWhenUnavailable);
}
