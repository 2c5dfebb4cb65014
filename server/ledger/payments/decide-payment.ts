import { foldName } from "../../values/folding.ts";
import { faultAt } from "../../values/input-faults.ts";
import { minorDigits } from "../../values/money.ts";
import type { LedgerCommit, ReferenceUse } from "../commits.ts";
import type { EntryRef } from "../entry.ts";
import { emptyHead, type LedgerHead, staysExact } from "../head.ts";
import { callOf } from "../idempotency.ts";
import { toPaymentId } from "../ids.ts";
import { mailOff, pendingMail } from "../mail-state.ts";
import type { Parts } from "../purposes.ts";
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
import { findSameReference, findSimilarPayment } from "./duplicates.ts";
import {
  type CheckedInput,
  faultsInAnyCurrency,
  type LogPaymentInput,
  readAmount,
} from "./log-payment-input.ts";
import { readParts } from "./parts-input.ts";
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
  salt: string;
  context: Pick<DecisionContext, "operatorCurrency" | "seal">;
}

/** Why a payment is not logged. */
export type PaymentRefusal = Invalid | EventNotFound<"eventId"> | DuplicateFound;

/** Decides on a payment: the refusal, or the transaction that logs it. Pure. */
export function decidePayment(attempt: Attempt, picture: FullPicture, at: Try): Decision<PaymentRefusal> {
  const { checked, context } = attempt;
  const { snapshot } = picture;
  if (!snapshot.facts && !snapshot.head) return { refusal: unknownEvent(checked) };
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const head = snapshot.head ?? emptyHead(checked.eventId, currency);
  const { minorUnits, faults } = readAmount(checked, { currency, digits: minorDigits(currency) ?? 0 });
  const split = readParts(checked, { currency, minorUnits: faults.length > 0 ? null : minorUnits });
  const allFaults = [...checked.faults, ...faults, ...split.faults, ...exactnessFaults(head, minorUnits)];
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const duplicate = findDuplicate(picture, { ...checked, minorUnits, at, except: null });
  if (duplicate && !checked.allowDuplicate) return { refusal: { result: "possibleDuplicate", ...duplicate } };
  const { parts } = split;
  return { commit: planCommit(attempt, picture, { ...at, head, minorUnits, parts, duplicate }) };
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

interface Candidate {
  patron: string | null;
  minorUnits: number;
  at: Try;
  /** The payment being corrected, which is not a duplicate. */
  except: EntryRef | null;
}

/** An active payment that this one may duplicate: with the same reference at any time, or the same patron and amount within 48 hours. */
export function findDuplicate(picture: FullPicture, candidate: Candidate): DuplicateMatch | null {
  const { eventId, reference } = candidate.at.intent;
  const isOther = ({ eventId, suffix }: EntryRef) =>
    eventId !== candidate.except?.eventId || suffix !== candidate.except.suffix;
  const refOf = ({ suffix }: { suffix: string }) => ({ eventId, suffix });
  const others = picture.recent.filter((recent) => isOther(refOf(recent)));
  const using = picture.referenceUsedBy.find(isOther);
  if (using) return { ref: using, field: "reference" };
  const sameReference = reference && findSameReference(others, reference);
  if (sameReference) return { ref: refOf(sameReference), field: "reference" };
  if (candidate.patron === null) return null;
  const { now } = candidate.at;
  const found = findSimilarPayment(others, { ...candidate, now, patronFolded: foldName(candidate.patron) });
  return found && { ref: refOf(found), field: "patron" };
}

function planCommit(
  { call, checked, uuid, salt, context }: Attempt,
  picture: FullPicture,
  plan: Try & { head: LedgerHead; minorUnits: number; parts: Parts; duplicate: DuplicateMatch | null },
): LedgerCommit {
  const { patron, method, reference, externalId, notes, receivedOn, typedAt, patronEmail } = checked;
  const { minorUnits, parts, now, intent } = plan;
  const content: EntryContent = {
    kind: "PAYMENT",
    ...{ minorUnits, parts, patron, method, reference, externalId, notes, receivedOn, typedAt },
    recordedBy: call.by.name,
    principal: call.by.principal,
    call: callOf(checked.idempotencyKey),
    salt,
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: plan.duplicate && toPaymentId(plan.duplicate.ref),
    movedTo: null,
  };
  const off = call.mailOff;
  const mail = (at: string) => (off === undefined ? pendingMail(at) : mailOff(off));
  const appended = appendEntry(plan.head, {
    content,
    activeChange: 1,
    ...{ now, uuid, seal: context.seal, patronEmail, mail },
  });
  const used = useReference(intent, appended.entry.ref);
  const references = { used, released: [] };
  return commitOne({ before: picture.snapshot.head, appended, intent, references });
}

/** The use of the reference by a new payment. */
export const useReference = ({ reference }: Pick<WriteIntent, "reference">, ref: EntryRef): ReferenceUse[] =>
  reference ? [{ ...reference, ref }] : [];
