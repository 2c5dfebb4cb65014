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
import { findSimilarPayment } from "./duplicates.ts";
import {
  type CheckedInput,
  faultsInAnyCurrency,
  type LogPaymentInput,
  readAmount,
} from "./log-payment-input.ts";
import type { DuplicateFound, DuplicateMatch, EventNotFound, Invalid } from "./refusals.ts";

/** A call of `logPayment`. */
export interface LogPaymentCall {
  input: LogPaymentInput;
  by: Recorder;
  /** Why no mail is sent; set for imported and demonstration payments. */
  mailOff?: string;
}

/** A call, validated as far as possible without reading the event. */
export interface Attempt {
  call: LogPaymentCall;
  checked: CheckedInput;
  /** Identifies the call and the entry that it writes. */
  uuid: string;
  context: Pick<DecisionContext, "operatorCurrency" | "seal">;
}

/** Why a payment is not logged. */
export type PaymentRefusal = Invalid | EventNotFound<"eventId"> | DuplicateFound;

/** Decides on a payment: the refusal, or the transaction that logs it. Pure. */
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
  const duplicate = findDuplicate(picture, { ...checked, minorUnits, now });
  if (duplicate && !checked.allowDuplicate) return { refusal: { result: "possibleDuplicate", ...duplicate } };
  return { commit: planCommit(attempt, picture, { ...at, head, minorUnits, duplicate }) };
}

/** The fault of an amount that would make the total too large to be exact. */
export function exactnessFaults(head: LedgerHead, minorUnits: number) {
  if (staysExact(head, minorUnits)) return [];
  return [
    faultAt(
      "amount",
      "TOTAL_TOO_LARGE",
      "This amount would make the event's total too large to store exactly.",
    ),
  ];
}

function unknownEvent(checked: CheckedInput): PaymentRefusal {
  const faults = [...checked.faults, ...faultsInAnyCurrency(checked.amount)];
  if (faults.length === 0) return { result: "eventNotFound", field: "eventId" };
  const unknown = faultAt("eventId", "UNKNOWN_EVENT", "The event does not exist.");
  return { result: "invalid", faults: [...faults, unknown] };
}

/** The properties by which duplicates are found. */
interface Candidate {
  eventId: string;
  patron: string | null;
  minorUnits: number;
  now: Date;
  /** The payment being corrected, which is not a duplicate. */
  except?: string;
}

/** An active payment that this one may duplicate: with the same reference at any time, or the same patron and amount within 48 hours. */
export function findDuplicate(
  { reference, recent }: FullPicture,
  candidate: Candidate,
): DuplicateMatch | null {
  const usedBy =
    reference?.isActive && reference.paymentId !== candidate.except
      ? fromPaymentId(reference.paymentId)
      : null;
  if (usedBy) return { ref: usedBy, field: "reference" };
  if (candidate.patron === null) return null;
  const others = recent.filter(
    ({ suffix }) => toPaymentId({ eventId: candidate.eventId, suffix }) !== candidate.except,
  );
  const found = findSimilarPayment(others, { ...candidate, patronFolded: foldText(candidate.patron) });
  return found && { ref: { eventId: candidate.eventId, suffix: found.suffix }, field: "patron" };
}

function planCommit(
  { call, checked, uuid, context }: Attempt,
  picture: FullPicture,
  plan: Try & { head: LedgerHead; minorUnits: number; duplicate: DuplicateMatch | null },
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
    duplicateOf: plan.duplicate && toPaymentId(plan.duplicate.ref),
  };
  const off = call.mailOff;
  const mail = (at: string) => (off === undefined ? pendingMail(at) : mailOff(off));
  const { now, intent } = plan;
  const appended = appendEntry(plan.head, {
    content,
    activeChange: 1,
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

/** The reference that the payment uses; null if an active payment already uses it. */
export function takeReference(
  { reference: used }: FullPicture,
  { intent, paymentId, except }: { intent: WriteIntent; paymentId: string; except?: string },
): LedgerCommit["reference"] {
  const { eventId, reference } = intent;
  if (reference === null || (used?.isActive && used.paymentId !== except)) return null;
  return { eventId, ...reference, paymentId, takenFrom: used?.paymentId ?? null };
}
