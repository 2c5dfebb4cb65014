import { faultAt } from "../../values/input-faults.ts";
import { minorDigits } from "../../values/money.ts";
import { foldText } from "../../values/text.ts";
import type { LedgerCommit } from "../commits.ts";
import { emptyHead, type LedgerHead, staysExact } from "../head.ts";
import { fromPaymentId, toPaymentId } from "../ids.ts";
import { mailOff, pendingMail } from "../mail-state.ts";
import { currencyOf } from "../reading.ts";
import { appendEntry, commitOne, type EntryContent } from "../write/append-entry.ts";
import type {
  Decision,
  DecisionContext,
  FullPicture,
  Recorder,
  Try,
  WriteIntent,
} from "../write/decision.ts";
import { findLikePayment } from "./duplicates.ts";
import {
  type CheckedInput,
  faultsInAnyCurrency,
  type LogPaymentInput,
  readAmount,
} from "./log-payment-input.ts";
import type { DuplicateFound, EventNotFound, Invalid, Likeness } from "./refusals.ts";

/** One call to `logPayment`. */
export interface LogPaymentCall {
  input: LogPaymentInput;
  by: Recorder;
  /** Set when no mail is to be sent, and why: imported and demonstration payments. */
  mailOff?: string;
}

/** One call, checked as far as it can be without a look at the event. */
export interface Attempt {
  call: LogPaymentCall;
  checked: CheckedInput;
  /** Names the call, and the entry that it writes. */
  uuid: string;
  context: Pick<DecisionContext, "operatorCurrency" | "seal">;
}

/** Why a payment is not logged. */
export type PaymentRefusal = Invalid | EventNotFound<"eventId"> | DuplicateFound;

/** Looks at the ledger as it stands: why nothing can be logged, or the transaction that logs it. Pure. */
export function decidePayment(attempt: Attempt, picture: FullPicture, at: Try): Decision<PaymentRefusal> {
  const { checked, context } = attempt;
  const { now } = at;
  const { snapshot } = picture;
  if (!snapshot.facts && !snapshot.head) return { refusal: unknownEvent(checked) };
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const head = snapshot.head ?? emptyHead(checked.eventId, currency);
  const { minorUnits, faults } = readAmount(checked, { currency, digits: minorDigits(currency) ?? 0 });
  const allFaults = [...checked.faults, ...faults, ...exactnessFaults(head, minorUnits)];
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const like = findDuplicate(picture, { ...checked, minorUnits, now });
  if (like && !checked.allowDuplicate) return { refusal: { result: "possibleDuplicate", ...like } };
  return { commit: planCommit(attempt, picture, { ...at, head, minorUnits, like }) };
}

/** The fault of an amount with which the total could no longer be kept as a whole number. */
export function exactnessFaults(head: LedgerHead, minorUnits: number) {
  if (staysExact(head, minorUnits)) return [];
  return [
    faultAt("amount", "TOTAL_TOO_LARGE", "With this amount the event's total could not be kept exactly."),
  ];
}

function unknownEvent(checked: CheckedInput): PaymentRefusal {
  const faults = [...checked.faults, ...faultsInAnyCurrency(checked.amount)];
  if (faults.length === 0) return { result: "eventNotFound", field: "eventId" };
  const unknown = faultAt("eventId", "UNKNOWN_EVENT", "There is no such event.");
  return { result: "invalid", faults: [...faults, unknown] };
}

/** What a payment is compared by. */
interface Compared {
  eventId: string;
  patron: string | null;
  minorUnits: number;
  now: Date;
  /** The payment that is being corrected is no reason for a warning. */
  except?: string;
}

/** A standing payment that this one may repeat: by its reference at any time, or by patron and amount within 48 hours. */
export function findDuplicate({ reference, recent }: FullPicture, like: Compared): Likeness | null {
  const usedBy =
    reference?.isActive && reference.paymentId !== like.except ? fromPaymentId(reference.paymentId) : null;
  if (usedBy) return { ref: usedBy, field: "reference" };
  if (like.patron === null) return null;
  const others = recent.filter(
    ({ suffix }) => toPaymentId({ eventId: like.eventId, suffix }) !== like.except,
  );
  const found = findLikePayment(others, { ...like, patronFolded: foldText(like.patron) });
  return found && { ref: { eventId: like.eventId, suffix: found.suffix }, field: "patron" };
}

function planCommit(
  { call, checked, uuid, context }: Attempt,
  picture: FullPicture,
  plan: Try & { head: LedgerHead; minorUnits: number; like: Likeness | null },
): LedgerCommit {
  const { patron, method, reference, notes, receivedOn, patronEmail } = checked;
  const content: EntryContent = {
    kind: "PAYMENT",
    minorUnits: plan.minorUnits,
    ...{ patron, method, reference, notes, receivedOn },
    recordedBy: call.by.name,
    principal: call.by.principal,
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: plan.like && toPaymentId(plan.like.ref),
  };
  const off = call.mailOff;
  const mail = (at: string) => (off === undefined ? pendingMail(at) : mailOff(off));
  const { now, intent } = plan;
  const appended = appendEntry(plan.head, {
    content,
    standing: 1,
    ...{ now, uuid, seal: context.seal, patronEmail, mail },
  });
  const paymentId = toPaymentId(appended.entry.ref);
  return commitOne({
    before: picture.snapshot.head,
    appended,
    intent,
    reference: takeReference(picture, { intent, paymentId }),
  });
}

/** The reference that the payment takes; none when a payment that stands has it. */
export function takeReference(
  { reference: used }: FullPicture,
  { intent, paymentId, except }: { intent: WriteIntent; paymentId: string; except?: string },
): LedgerCommit["reference"] {
  const { eventId, reference } = intent;
  if (reference === null || (used?.isActive && used.paymentId !== except)) return null;
  return { eventId, ...reference, paymentId, takenFrom: used?.paymentId ?? null };
}
