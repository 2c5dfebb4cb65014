import { randomUUID } from "node:crypto";
import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { minorDigits, normalDecimal } from "../../values/money.ts";
import { pendingMail } from "../mail-state.ts";
import { newSalt } from "../new-salt.ts";
import { addSums, negateParts, PURPOSES, type Sums, splitByPurpose, toParts } from "../purposes.ts";
import { readingOf } from "../reading.ts";
import { appendEntry, commitOne } from "../write/append-entry.ts";
import type { Decision, DecisionContext, FullPicture, Recorder, Try } from "../write/decision.ts";
import type { Busy, IdempotencyConflict } from "../write/outcomes.ts";
import { type WriteContext, writeToLedger } from "../write/write-to-ledger.ts";
import { finishReversal, type ReversalDone } from "./finish-reversal.ts";
import { readAmount, readMethodField, readReceivedOn } from "./log-payment-input.ts";
import { type PartInput, partsAsGiven, readParts } from "./parts-input.ts";
import type { Invalid, RefundExceedsPayment } from "./refusals.ts";
import {
  type ReversalCall,
  type ReversalInput,
  readReversalCall,
  toReversalIntent,
  voidContent,
  withoutTarget,
} from "./reversal-call.ts";
import {
  checkRefundTarget,
  markRefunded,
  refundedSums,
  type Target,
  type TargetRefusal,
  targetOf,
} from "./reversal-rules.ts";

/** The input of `refundPayment`. */
export interface RefundInput extends ReversalInput {
  amount: string;
  parts?: readonly PartInput[] | null;
  receivedOn?: string | null;
  method?: string | null;
}

/** Why a payment is not refunded. */
export type RefundRefusal = Invalid | TargetRefusal | RefundExceedsPayment;

interface RefundAttempt {
  context: DecisionContext;
  call: ReversalCall;
  amount: string;
  parts: readonly PartInput[] | null;
  receivedOn: string;
  /** Null for the method of the payment. */
  method: string | null;
}

/** Logs a refund: a new entry with its own day and method, never more than what is left of the payment. */
export async function refundPayment(
  context: WriteContext,
  { input, by }: { input: RefundInput; by: Recorder },
): Promise<ReversalDone | RefundRefusal | IdempotencyConflict | Busy> {
  const call = readReversalCall({ input, by, uuid: randomUUID(), salt: newSalt() });
  const today = { now: context.clock.now(), timeZone: context.timeZone };
  const receivedOn = readReceivedOn(input.receivedOn, today, call.faults);
  const method = input.method == null ? null : readMethodField(input.method, call.faults);
  const { target } = call;
  if (!target) return withoutTarget(call);
  const amount = normalDecimal(input.amount.trim());
  const { paymentId, reason } = input;
  const { receivedOn: day, method: way } = input;
  const parts = partsAsGiven(input.parts);
  const fields = { paymentId, reason, amount, receivedOn: day, method: way, parts };
  const intent = toReversalIntent({ ...call, target }, "refundPayment", fields);
  const attempt = { context, call, amount, parts: input.parts ?? null, receivedOn, method };
  const decide = decideRefund.bind(null, attempt);
  return finishReversal(context, await writeToLedger<RefundRefusal>(context, { intent, decide }));
}

function decideRefund(
  attempt: RefundAttempt,
  picture: FullPicture,
  { now, intent }: Try,
): Decision<RefundRefusal> {
  const { context, call } = attempt;
  const { head } = picture.snapshot;
  const reading = readingOf(picture.snapshot, context);
  const { currency } = reading;
  const { minorUnits, faults } = readAmount(
    { amount: attempt.amount, currency: null },
    { currency, digits: minorDigits(currency) ?? 0 },
  );
  const split = readParts(attempt, { currency, minorUnits: faults.length > 0 ? null : minorUnits });
  const allFaults = [...call.faults, ...faults, ...split.faults];
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const target = checkRefundTarget(targetOf(picture, reading));
  if ("result" in target) return { refusal: target };
  if (!head) return { refusal: { result: "paymentNotFound" } };
  const { receivedOn, method } = attempt;
  const early = earlyFaults(target, receivedOn);
  if (early.length > 0) return { refusal: { result: "invalid", faults: early } };
  const left = addSums(splitByPurpose(target.entry), refundedSums(target), -1);
  const refund = splitByPurpose({ minorUnits, parts: split.parts });
  if (PURPOSES.some((purpose) => refund[purpose] > left[purpose]))
    return { refusal: tooMuch(left, currency) };
  const appended = appendEntry(head, {
    content: {
      ...voidContent(target, call),
      kind: "REFUND",
      minorUnits: -minorUnits,
      parts: negateParts(split.parts),
      receivedOn,
      method: method ?? target.entry.method,
      reference: null,
    },
    activeChange: 0,
    ...{ now, uuid: call.uuid, seal: context.seal, patronEmail: null, mail: pendingMail },
  });
  return {
    commit: commitOne({
      before: head,
      appended,
      intent,
      marks: [markRefunded(target, { refund, times: 1 })],
    }),
  };
}

function tooMuch(left: Sums, currency: string): RefundExceedsPayment {
  const refundableMinorUnits = PURPOSES.reduce((sum, purpose) => sum + left[purpose], 0);
  return { result: "refundExceedsPayment", refundableMinorUnits, refundableParts: toParts(left), currency };
}

/** Money cannot be given back before it was received. The dates of legacy rows are not certain. */
function earlyFaults({ entry, companion }: Target, receivedOn: string): InputFault[] {
  if (companion.adopted || entry.receivedOn === null || receivedOn >= entry.receivedOn) return [];
  const message = `The payment was received on ${entry.receivedOn}; a refund cannot be earlier.`;
  return [faultAt("receivedOn", "DATE_TOO_EARLY", message)];
}
