import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { LedgerCommit } from "../commits.ts";
import { emptyHead, type LedgerHead } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { pendingMail } from "../mail-state.ts";
import { currencyOf, readingOf } from "../reading.ts";
import { appendEntry, type EntryContent, recordCall } from "../write/append-entry.ts";
import type { Decision, DecisionContext, FullPicture, Try } from "../write/decision.ts";
import { exactnessFaults, findDuplicate, takeReference } from "./decide-payment.ts";
import { type CheckedInput, checkInput, readAmount } from "./log-payment-input.ts";
import type { CurrencyMismatch, DuplicateFound, EventNotFound, Invalid, RefundStanding } from "./refusals.ts";
import { type ReversalCall, type ReversalInput, voidContent } from "./reversal-call.ts";
import {
  checkWholeTarget,
  idOf,
  markReversed,
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
  moveToEventId?: string | null;
  allowDuplicate?: boolean | null;
}

/** A call of `correctPayment`, validated as far as possible without reading the ledger. */
export interface CorrectionAttempt {
  context: DecisionContext;
  call: ReversalCall;
  input: CorrectionInput;
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
  const except = idOf(target);
  const duplicate = findDuplicate(picture, {
    eventId: intent.eventId,
    patron: checked.patron,
    minorUnits: checked.minorUnits,
    now,
    except,
  });
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

type Replacement = CheckedInput & { minorUnits: number };

/** Validates the replacement like a new payment. Omitted fields take the values of the payment. */
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
  };
  const checked = checkInput(merged, { now: at.now, timeZone: context.timeZone });
  const { minorUnits, faults } = readAmount(
    { ...checked, currency: null },
    { currency: at.currency, digits },
  );
  const same = isSame(input, { entry, checked, minorUnits }) ? [NOTHING_TO_CORRECT] : [];
  return { ...checked, minorUnits, faults: [...call.faults, ...checked.faults, ...faults, ...same] };
}

const NOTHING_TO_CORRECT: InputFault = faultAt(
  "paymentId",
  "NOTHING_TO_CORRECT",
  "No field differs from the current payment.",
);

function isSame(
  input: CorrectionInput,
  { entry, checked, minorUnits }: { entry: Target["entry"]; checked: CheckedInput; minorUnits: number },
): boolean {
  const isMoved = checked.eventId !== entry.ref.eventId;
  const names = ["patron", "reference", "notes", "receivedOn"] as const;
  const differs = names.some((name) => checked[name] !== entry[name]) || minorUnits !== entry.minorUnits;
  return !isMoved && !differs && (input.method ?? entry.method) === entry.method && input.patronEmail == null;
}

function planCorrection(
  { context, call }: CorrectionAttempt,
  picture: FullPicture,
  plan: Try & { target: Target; checked: Replacement; duplicateOf: string | null },
): LedgerCommit {
  const { target, checked, now, intent } = plan;
  const isMove = intent.eventId !== target.entry.ref.eventId;
  const mailing = { now, seal: context.seal, mail: pendingMail };
  const activeChange = target.entry.minorUnits === null ? 0 : -1;
  const originHead = headOf(picture.origin, target.entry.currency);
  const content = voidContent(target, call);
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
    content: replacementContent(target, call, { checked, duplicateOf: plan.duplicateOf }),
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
    reference: takeReference(picture, { intent, paymentId, except: idOf(target) }),
  };
}

const headOf = ({ head, eventId }: { head: LedgerHead | null; eventId: string }, currency: string) =>
  head ?? emptyHead(eventId, currency);

function replacementContent(
  target: Target,
  call: ReversalCall,
  { checked, duplicateOf }: { checked: Replacement; duplicateOf: string | null },
): EntryContent {
  const { patron, method, reference, notes, receivedOn, minorUnits } = checked;
  return {
    ...voidContent(target, call),
    kind: "PAYMENT",
    ...{ minorUnits, patron, method, reference, notes, receivedOn, duplicateOf },
    reverses: null,
    replaces: idOf(target),
  };
}
