import { isDeepStrictEqual } from "node:util";
import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { LedgerCommit } from "../commits.ts";
import { emptyHead, type LedgerHead } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { pendingMail } from "../mail-state.ts";
import { type Parts, PURPOSES } from "../purposes.ts";
import { currencyOf, readingOf } from "../reading.ts";
import { appendEntry, type EntryContent, recordCall } from "../write/append-entry.ts";
import type { Decision, DecisionContext, FullPicture, Try } from "../write/decision.ts";
import { exactnessFaults, findDuplicate, useReference } from "./decide-payment.ts";
import { type CheckedInput, checkInput, readAmount } from "./log-payment-input.ts";
import { type PartInput, readParts } from "./parts-input.ts";
import type { CurrencyMismatch, DuplicateFound, EventNotFound, Invalid, RefundStanding } from "./refusals.ts";
import { type ReversalCall, type ReversalInput, voidContent } from "./reversal-call.ts";
import {
  checkWholeTarget,
  idOf,
  markReversed,
  releaseReference,
  type Target,
  type TargetRefusal,
  targetOf,
} from "./reversal-rules.ts";

/** The input of `correctPayment`. Null or omitted fields keep the values of the payment. */
export interface CorrectionInput extends ReversalInput {
  patron?: string | null;
  amount?: string | null;
  method?: string | null;
  reference?: string | null;
  notes?: string | null;
  patronEmail?: string | null;
  receivedOn?: string | null;
  parts?: readonly PartInput[] | null;
  externalId?: string | null;
  moveToEventId?: string | null;
  allowDuplicate?: boolean | null;
}

/** A call of `correctPayment`, validated as far as possible without reading the ledger. */
export interface CorrectionAttempt {
  context: DecisionContext;
  call: ReversalCall;
  input: CorrectionInput;
  /** For the replacement: its texts may stay when those of the payment and its void are erased. */
  salt: string;
}

/** Why a payment is not corrected. */
export type CorrectionRefusal =
  | Invalid
  | TargetRefusal
  | RefundStanding
  | EventNotFound<"moveToEventId">
  | CurrencyMismatch
  | DuplicateFound;

/** Decides on a correction: the refusal, or the transaction that carries it out. Pure. */
export function decideCorrection(
  attempt: CorrectionAttempt,
  picture: FullPicture,
  at: Try,
): Decision<CorrectionRefusal> {
  const { context, call } = attempt;
  const { now, intent } = at;
  const { snapshot, origin } = picture;
  const reading = readingOf(origin, context);
  const { currency } = reading;
  const target = checkWholeTarget(targetOf(picture, reading), { takesRefunds: false });
  if ("result" in target) {
    return { refusal: call.faults.length > 0 ? { result: "invalid", faults: call.faults } : target };
  }
  if (!snapshot.facts && !snapshot.head)
    return { refusal: { result: "eventNotFound", field: "moveToEventId" } };
  const otherCurrency = currencyOf(snapshot, context.operatorCurrency);
  if (otherCurrency !== currency) return { refusal: { result: "currencyMismatch", currency, otherCurrency } };
  const checked = checkReplacement(attempt, target, { currency, now, eventId: intent.eventId });
  checked.faults.push(...exactnessFaults(headOf(snapshot, currency), checked.minorUnits));
  if (checked.faults.length > 0) return { refusal: { result: "invalid", faults: checked.faults } };
  const { patron, minorUnits } = checked;
  const duplicate = findDuplicate(picture, { patron, minorUnits, at, except: target.entry.ref });
  if (duplicate && !attempt.input.allowDuplicate)
    return { refusal: { result: "possibleDuplicate", ...duplicate } };
  return {
    commit: planCorrection(attempt, picture, {
      target,
      checked,
      duplicateOf: duplicate && toPaymentId(duplicate.ref),
      ...at,
    }),
  };
}

type Replacement = CheckedInput & { minorUnits: number; split: Parts };

/** Validates the replacement like a new payment. Omitted fields take the values of the payment; its day is not judged again. */
function checkReplacement(
  { context, call, input }: CorrectionAttempt,
  { entry, companion }: Target,
  at: { currency: string; now: Date; eventId: string },
): Replacement {
  const digits = minorDigits(at.currency) ?? 0;
  const currentAmount = entry.minorUnits === null ? "" : formatDecimal(entry.minorUnits, digits);
  const merged = {
    eventId: at.eventId,
    patron: input.patron ?? entry.patron ?? "",
    amount: input.amount ?? currentAmount,
    method: input.method ?? entry.method,
    reference: input.reference ?? entry.reference,
    notes: input.notes ?? entry.notes,
    patronEmail: input.patronEmail ?? companion.patronEmail,
    receivedOn: input.receivedOn ?? entry.receivedOn,
    parts: input.parts ?? keptParts(entry.parts, digits),
    externalId: input.externalId ?? entry.externalId,
  };
  const checked = checkInput(merged, { now: at.now, timeZone: context.timeZone });
  const { minorUnits, faults } = readAmount(
    { ...checked, currency: null },
    { currency: at.currency, digits },
  );
  const isAmount = faults.length === 0;
  const split = readParts(checked, { currency: at.currency, minorUnits: isAmount ? minorUnits : null });
  const isUnchanged = isSame(input, { entry, checked, minorUnits, parts: split.parts });
  const same = isUnchanged && split.faults.length === 0 ? [NOTHING_TO_CORRECT] : [];
  const judged = checked.faults.filter(({ path }) => input.receivedOn != null || path[1] !== "receivedOn");
  const all = [...call.faults, ...judged, ...faults, ...split.faults, ...same];
  return { ...checked, minorUnits, split: split.parts, faults: all };
}

/** The parts of the payment, apart from fare, which is what a changed amount leaves. */
function keptParts(parts: Parts, digits: number): PartInput[] {
  const kept = PURPOSES.filter((purpose) => purpose !== "FARE" && parts?.[purpose]);
  return kept.map((purpose) => ({ purpose, amount: formatDecimal(parts?.[purpose] ?? 0, digits) }));
}

const NOTHING_TO_CORRECT: InputFault = faultAt(
  "paymentId",
  "NOTHING_TO_CORRECT",
  "No field differs from the current payment.",
);

interface Compared {
  entry: Target["entry"];
  checked: CheckedInput;
  minorUnits: number;
  parts: Parts;
}

function isSame(input: CorrectionInput, { entry, checked, minorUnits, parts }: Compared): boolean {
  const isMoved = checked.eventId !== entry.ref.eventId;
  const names = ["patron", "reference", "notes", "receivedOn", "externalId"] as const;
  const isOtherMoney = minorUnits !== entry.minorUnits || !isDeepStrictEqual(parts, entry.parts);
  const differs = names.some((name) => checked[name] !== entry[name]) || isOtherMoney;
  return !isMoved && !differs && (input.method ?? entry.method) === entry.method && input.patronEmail == null;
}

function planCorrection(
  { context, call, salt }: CorrectionAttempt,
  picture: FullPicture,
  plan: Try & { target: Target; checked: Replacement; duplicateOf: string | null },
): LedgerCommit {
  const { target, checked, now, intent } = plan;
  const isMove = intent.eventId !== target.entry.ref.eventId;
  const mailing = { now, seal: context.seal, mail: pendingMail };
  const activeChange = target.entry.minorUnits === null ? 0 : -1;
  const originHead = headOf(picture.origin, target.entry.currency);
  const content = { ...voidContent(target, call), movedTo: isMove ? intent.eventId : null };
  const voided = appendEntry(originHead, {
    ...mailing,
    content,
    activeChange,
    uuid: call.uuid,
    patronEmail: null,
  });
  const targetHead = isMove ? headOf(picture.snapshot, target.entry.currency) : voided.head;
  const replaced = appendEntry(targetHead, {
    ...mailing,
    content: { ...replacementContent(target, call, { checked, duplicateOf: plan.duplicateOf }), salt },
    activeChange: 1,
    uuid: call.uuid,
    patronEmail: checked.patronEmail,
  });
  const paymentId = toPaymentId(replaced.entry.ref);
  const mark = markReversed(target, {
    status: "CORRECTED",
    reversedBy: toPaymentId(voided.entry.ref),
    replacedBy: paymentId,
  });
  return {
    entries: [voided, replaced],
    heads: isMove
      ? [
          { before: picture.origin.head, after: voided.head },
          { before: picture.snapshot.head, after: replaced.head },
        ]
      : [{ before: picture.origin.head, after: replaced.head }],
    marks: [mark],
    idempotency: recordCall(intent, replaced),
    references: { used: useReference(intent, replaced.entry.ref), released: releaseReference(target) },
  };
}

const headOf = ({ head, eventId }: { head: LedgerHead | null; eventId: string }, currency: string) =>
  head ?? emptyHead(eventId, currency);

function replacementContent(
  target: Target,
  call: ReversalCall,
  { checked, duplicateOf }: { checked: Replacement; duplicateOf: string | null },
): EntryContent {
  const { patron, method, reference, externalId, notes, receivedOn, minorUnits, split: parts } = checked;
  return {
    ...voidContent(target, call),
    kind: "PAYMENT",
    ...{ minorUnits, parts, patron, method, reference, externalId, notes, receivedOn, duplicateOf },
    reverses: null,
    replaces: idOf(target),
  };
}
