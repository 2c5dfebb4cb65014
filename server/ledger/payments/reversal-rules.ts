import type { CompanionMark } from "../commits.ts";
import { type Companion, type Entry, type EntryRef, isActive, type LedgerLine } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import { toLedgerLine } from "../reading.ts";
import type { StoredLine } from "../stored-line.ts";
import type { WriteRefusal } from "../write/outcomes.ts";
import type { FullPicture } from "../write/write-to-ledger.ts";

/** What is to be done to an entry. */
export type Reversal = "void" | "refund" | "correct";

/** An entry that is in the ledger: it has a companion. */
export interface Target {
  entry: Entry;
  companion: Companion;
}

/**
 * What may follow what. A void cannot be taken back; a refund can only be voided; nothing is taken back twice; while a
 * refund stands, its payment can be neither voided nor corrected.
 */
export function checkReversal(reversal: Reversal, line: LedgerLine | null): Target | WriteRefusal {
  if (!line) return { result: "paymentNotFound" };
  const { entry, companion } = line;
  const notReversible = (why: string): WriteRefusal => ({ result: "notReversible", why });
  if (!companion) return notReversible("This row is not in the ledger. Adopt the event's old rows first.");
  if (entry.kind === "VOID") return notReversible("A void cannot be taken back. Log the payment again.");
  if (entry.kind === "REFUND" && reversal !== "void") {
    return notReversible("A refund can only be voided. Void it, and log the right one.");
  }
  if (!isActive(companion)) return { result: "alreadyReversed" };
  if (companion.refundedMinorUnits > 0 && reversal !== "refund") return { result: "refundStanding" };
  if (entry.minorUnits === null && reversal === "refund") {
    return notReversible("The amount of this row cannot be represented. Correct it first.");
  }
  return { entry, companion };
}

/** The line of the entry that a picture has as its target. */
export function targetOf(
  picture: FullPicture,
  context: { currency: string; timeZone: string },
): LedgerLine | null {
  return picture.target && toLedgerLine(picture.target, context);
}

/** Marks an entry as taken back. */
export function markReversed(
  { entry, companion }: Target,
  as: { status: "VOIDED" | "CORRECTED"; reversedBy: string; replacedBy: string | null },
): CompanionMark {
  const { status, refundedMinorUnits } = companion;
  return { ref: entry.ref, before: { status, refundedMinorUnits }, after: { ...as, refundedMinorUnits } };
}

/** Marks a payment as refunded by so much more, or so much less when a refund is voided. */
export function markRefunded({ entry, companion }: Target, minorUnits: number): CompanionMark {
  const { status, refundedMinorUnits } = companion;
  const refunded = refundedMinorUnits + minorUnits;
  const partly = refunded < (entry.minorUnits ?? 0) ? "PARTIALLY_REFUNDED" : "REFUNDED";
  return {
    ref: entry.ref,
    before: { status, refundedMinorUnits },
    after: {
      status: refunded === 0 ? "RECORDED" : partly,
      refundedMinorUnits: refunded,
      reversedBy: null,
      replacedBy: null,
    },
  };
}

/** The payment of a refund that is taken back. Throws when it is not there: a refund always has one. */
export function refundedPayment(
  stored: StoredLine | null,
  context: { currency: string; timeZone: string },
): Target {
  const line = stored && toLedgerLine(stored, context);
  if (!line?.companion) throw new Error("A refund points at a payment that is not in the ledger.");
  return { entry: line.entry, companion: line.companion };
}

/** The opaque id of an entry. */
export const idOf = ({ entry }: { entry: { ref: EntryRef } }) => toPaymentId(entry.ref);
