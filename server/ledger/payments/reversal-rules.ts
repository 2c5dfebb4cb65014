import type { CompanionMark, ReferenceUse } from "../commits.ts";
import { type Entry, type EntryRef, isActive, refundState, stateOf } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import { addSums, type Sums, splitByPurpose } from "../purposes.ts";
import { toLedgerLine } from "../reading.ts";
import type { CompanionRecord, DecodedLine, ReadingContext, StoredLine } from "../stored-line.ts";
import type { FullPicture } from "../write/decision.ts";
import type { AlreadyReversed, NotReversible, PaymentNotFound, RefundStanding } from "./refusals.ts";

/** An entry in the ledger, with its companion. */
export interface Target {
  entry: Entry;
  companion: CompanionRecord;
}

/** Why an entry cannot be reversed in any way. */
export type TargetRefusal = PaymentNotFound | NotReversible | AlreadyReversed;

const notReversible = (why: string): NotReversible => ({ result: "notReversible", why });

/**
 * The target of a picture if it can be reversed. A void cannot be reversed, a refund can only be voided, and nothing can be
 * reversed twice.
 */
function checkTarget(
  line: DecodedLine | null,
  { takesRefunds }: { takesRefunds: boolean },
): Target | TargetRefusal {
  if (!line) return { result: "paymentNotFound" };
  const { entry, companion } = line;
  if (!companion) return notReversible("This row is not in the ledger. Adopt the event's legacy rows first.");
  if (entry.kind === "VOID") return notReversible("A void cannot be reversed. Log the payment again.");
  if (entry.kind === "REFUND" && !takesRefunds) {
    return notReversible("A refund can only be voided. Void it and log a new one.");
  }
  return isActive(companion) ? { entry, companion } : { result: "alreadyReversed" };
}

/** Like `checkTarget`, for voids and corrections: a payment with an active refund can be neither voided nor corrected. */
export function checkWholeTarget(
  line: DecodedLine | null,
  options: { takesRefunds: boolean },
): Target | TargetRefusal | RefundStanding {
  const target = checkTarget(line, options);
  if ("result" in target || target.companion.refundedMinorUnits === 0) return target;
  return { result: "refundStanding" };
}

/** Like `checkTarget`, for refunds: a row whose amount is unknown cannot be refunded. */
export function checkRefundTarget(line: DecodedLine | null): Target | TargetRefusal {
  const target = checkTarget(line, { takesRefunds: false });
  if ("result" in target || target.entry.minorUnits !== null) return target;
  return notReversible("The amount of this row cannot be represented. Correct it first.");
}

/** The line of a picture's target. */
export function targetOf(picture: FullPicture, context: ReadingContext): DecodedLine | null {
  return picture.target && toLedgerLine(picture.target, context);
}

/** Marks an entry as reversed. */
export function markReversed(
  { entry, companion }: Target,
  as: { status: "VOIDED" | "CORRECTED"; reversedBy: string; replacedBy: string | null },
): CompanionMark {
  const before = stateOf(companion);
  return { ref: entry.ref, before, after: { ...before, ...as } };
}

/** What was refunded of a payment, by purpose. */
export const refundedSums = ({ companion }: Pick<Target, "companion">): Sums =>
  splitByPurpose({ minorUnits: companion.refundedMinorUnits, parts: companion.refundedParts });

/** Marks a payment as refunded by this much more, or less if a refund is voided. */
export function markRefunded(
  target: Target,
  { refund, times }: { refund: Sums; times: 1 | -1 },
): CompanionMark {
  const { entry, companion } = target;
  const before = stateOf(companion);
  const refunded = addSums(refundedSums(target), refund, times);
  return { ref: entry.ref, before, after: { ...before, ...refundState(entry, refunded) } };
}

/** The use of the reference that ends with a payment, as it was folded when it was logged. */
export function releaseReference({ entry, companion }: Target): ReferenceUse[] {
  const { kind, method, ref } = entry;
  const { referenceFolded: folded } = companion;
  return kind === "PAYMENT" && method !== null && folded !== null ? [{ method, folded, ref }] : [];
}

/** The payment of a refund that is being voided. Throws if it is missing, because a refund always has one. */
export function refundedPayment(stored: StoredLine | null, context: ReadingContext): Target {
  const line = stored && toLedgerLine(stored, context);
  if (!line?.companion) throw new Error("A refund refers to a payment that is not in the ledger.");
  return { entry: line.entry, companion: line.companion };
}

/** The opaque id of an entry. */
export const idOf = ({ entry }: { entry: { ref: EntryRef } }) => toPaymentId(entry.ref);
