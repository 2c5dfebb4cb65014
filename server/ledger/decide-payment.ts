import { findLikePayment } from "./duplicates.ts";
import type { Companion, EntryRef, NewEntry } from "./entry.ts";
import { toEntryItem } from "./entry-items.ts";
import { addPosting, emptyHead, type LedgerHead, nextLoggedAt, staysExact } from "./head.ts";
import { fromPaymentId, toPaymentId } from "./ids.ts";
import { currencyOf } from "./ledger-lines.ts";
import type { LedgerCommit, WritePicture } from "./ledger-store.ts";
import {
  type CheckedInput,
  faultsInAnyCurrency,
  type LogPaymentInput,
  readAmount,
} from "./log-payment-input.ts";
import { mailOff, newMailRecord, pendingMail } from "./mail-state.ts";
import { minorDigits } from "./money.ts";
import { faultAt, type InputFault } from "./refusals.ts";
import { foldText } from "./text.ts";
import type { WriteIntent } from "./write-to-ledger.ts";

/** Who logs a payment. */
interface Recorder {
  /** Who was authenticated: `admin` or an API key's id. */
  principal: string;
  /** The name given beside the shared password. */
  name: string | null;
}

/** One call to `logPayment`. */
export interface LogPaymentCall {
  input: LogPaymentInput;
  by: Recorder;
  /** Set when no mail is to be sent, and why: imported and demonstration payments. */
  mailOff?: string;
}

/** Why a payment is not logged. */
export type PaymentRefusal =
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound" }
  | { result: "possibleDuplicate"; ref: EntryRef; field: "patron" | "reference" };

/** One call, checked as far as it can be without a look at the event. */
export interface Attempt {
  call: LogPaymentCall;
  checked: CheckedInput;
  intent: WriteIntent;
  /** Names the call, and the entry that it writes. */
  uuid: string;
  operatorCurrency: string;
}

/** Looks at the ledger as it stands: why nothing can be logged, or the transaction that logs it. Pure. */
export function decidePayment(
  attempt: Attempt,
  picture: WritePicture,
  now: Date,
): { commit: LedgerCommit } | { refusal: PaymentRefusal } {
  const { checked, operatorCurrency } = attempt;
  const { snapshot } = picture;
  if (!snapshot.facts && !snapshot.head) return { refusal: unknownEvent(checked) };
  const currency = currencyOf(snapshot, operatorCurrency);
  const head = snapshot.head ?? emptyHead(checked.eventId, currency);
  const { minorUnits, faults } = readAmount(checked, { currency, digits: minorDigits(currency) ?? 0 });
  const allFaults = [...checked.faults, ...faults];
  if (!staysExact(head, minorUnits)) {
    allFaults.push(
      faultAt("amount", "TOTAL_TOO_LARGE", "With this amount the event's total could not be kept exactly."),
    );
  }
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const like = findDuplicate(attempt, picture, { minorUnits, now });
  if (like && !checked.allowDuplicate) return { refusal: { result: "possibleDuplicate", ...like } };
  const duplicateOf = like && toPaymentId(like.ref);
  return { commit: planCommit(attempt, picture, { head, minorUnits, duplicateOf, now }) };
}

function unknownEvent(checked: CheckedInput): PaymentRefusal {
  const faults = [...checked.faults, ...faultsInAnyCurrency(checked.amount)];
  if (faults.length === 0) return { result: "eventNotFound" };
  return {
    result: "invalid",
    faults: [...faults, faultAt("eventId", "UNKNOWN_EVENT", "There is no such event.")],
  };
}

function findDuplicate(
  { checked }: Attempt,
  picture: WritePicture,
  payment: { minorUnits: number; now: Date },
): { ref: EntryRef; field: "patron" | "reference" } | null {
  const usedBy = picture.referenceUsedBy === null ? null : fromPaymentId(picture.referenceUsedBy);
  if (usedBy) return { ref: usedBy, field: "reference" };
  const like = findLikePayment(picture.recent, { ...payment, patronFolded: foldText(checked.patron) });
  return like && { ref: { eventId: checked.eventId, suffix: like.suffix }, field: "patron" };
}

function planCommit(
  { call, checked, intent, uuid }: Attempt,
  picture: WritePicture,
  plan: { head: LedgerHead; minorUnits: number; duplicateOf: string | null; now: Date },
): LedgerCommit {
  const { head, minorUnits } = plan;
  const loggedAt = nextLoggedAt(head, plan.now);
  const entry: NewEntry = {
    ref: { eventId: checked.eventId, suffix: `${loggedAt}#${uuid}` },
    kind: "PAYMENT",
    minorUnits,
    currency: head.currency,
    patron: checked.patron,
    method: checked.method,
    reference: checked.reference,
    notes: checked.notes,
    receivedOn: checked.receivedOn,
    loggedAt,
    recordedBy: call.by.name,
    principal: call.by.principal,
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: plan.duplicateOf,
    totalAfterMinorUnits: head.collectedMinorUnits + minorUnits,
    sequence: head.sequence + 1,
    previousHash: head.newestHash,
  };
  const entryItem = toEntryItem(entry);
  const headAfter = {
    ...addPosting(head, entry),
    sequence: entry.sequence,
    newestLoggedAt: loggedAt,
    newestHash: entryItem.hash?.S ?? "",
    newestIsAdopted: false,
  };
  const record = { ...intent.record, paymentId: toPaymentId(entry.ref) };
  return {
    entry,
    entryItem,
    companion: newCompanion(call, { patronEmail: checked.patronEmail, loggedAt }),
    headBefore: picture.snapshot.head,
    headAfter,
    idempotency: { ...intent.idempotency, record },
    reference: picture.referenceUsedBy === null ? intent.reference : null,
  };
}

function newCompanion(
  call: LogPaymentCall,
  payment: { patronEmail: string | null; loggedAt: string },
): Companion {
  const mail = call.mailOff === undefined ? pendingMail(payment.loggedAt) : mailOff(call.mailOff);
  return {
    status: "RECORDED",
    refundedMinorUnits: 0,
    reversedBy: null,
    replacedBy: null,
    adopted: false,
    patronEmail: payment.patronEmail,
    mail: newMailRecord({ notification: mail, receipt: payment.patronEmail === null ? null : { ...mail } }),
  };
}
