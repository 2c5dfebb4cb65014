import { randomUUID } from "node:crypto";
import { minorDigits, normalDecimal } from "../../values/money.ts";
import { pendingMail } from "../mail-state.ts";
import { readingOf } from "../reading.ts";
import { appendEntry, commitOne } from "../write/append-entry.ts";
import type { Decision, DecisionContext, FullPicture, Recorder, Try } from "../write/decision.ts";
import type { Busy, IdempotencyConflict } from "../write/outcomes.ts";
import { type WriteContext, writeToLedger } from "../write/write-to-ledger.ts";
import { finishReversal, type ReversalDone } from "./finish-reversal.ts";
import { readAmount, readMethodField, readReceivedOn } from "./log-payment-input.ts";
import type { Invalid, RefundExceedsPayment } from "./refusals.ts";
import {
  type ReversalCall,
  type ReversalInput,
  readReversalCall,
  toReversalIntent,
  voidContent,
  withoutTarget,
} from "./reversal-call.ts";
import { checkRefundTarget, markRefunded, type TargetRefusal, targetOf } from "./reversal-rules.ts";

/** The input of `refundPayment`. */
export interface RefundInput extends ReversalInput {
  amount: string;
  receivedOn?: string | null;
  method?: string | null;
}

/** Why a payment is not refunded. */
export type RefundRefusal = Invalid | TargetRefusal | RefundExceedsPayment;

interface RefundAttempt {
  context: DecisionContext;
  call: ReversalCall;
  amount: string;
  receivedOn: string;
  /** Null for the method of the payment. */
  method: string | null;
}

/** Logs a refund: a new entry with its own day and method, never more than what is left of the payment. */
export async function refundPayment(
  context: WriteContext,
  { input, by }: { input: RefundInput; by: Recorder },
): Promise<ReversalDone | RefundRefusal | IdempotencyConflict | Busy> {
  const call = readReversalCall({ input, by, uuid: randomUUID() });
  const today = { now: context.clock.now(), timeZone: context.timeZone };
  const receivedOn = readReceivedOn(input.receivedOn, today, call.faults);
  const method = input.method == null ? null : readMethodField(input.method, call.faults);
  const { target } = call;
  if (!target) return withoutTarget(call);
  const amount = normalDecimal(input.amount.trim());
  const { paymentId, reason } = input;
  const fields = { paymentId, reason, amount, receivedOn: input.receivedOn, method: input.method };
  const intent = toReversalIntent({ ...call, target }, "refundPayment", fields);
  const decide = decideRefund.bind(null, { context, call, amount, receivedOn, method });
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
  const allFaults = [...call.faults, ...faults];
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const target = checkRefundTarget(targetOf(picture, reading));
  if ("result" in target) return { refusal: target };
  if (!head) return { refusal: { result: "paymentNotFound" } };
  const refundableMinorUnits = (target.entry.minorUnits ?? 0) - target.companion.refundedMinorUnits;
  if (minorUnits > refundableMinorUnits) {
    return { refusal: { result: "refundExceedsPayment", refundableMinorUnits, currency } };
  }
  const { receivedOn, method } = attempt;
  const appended = appendEntry(head, {
    content: {
      ...voidContent(target, call),
      kind: "REFUND",
      minorUnits: -minorUnits,
      receivedOn,
      method: method ?? target.entry.method,
      reference: null,
    },
    activeChange: 0,
    ...{ now, uuid: call.uuid, seal: context.seal, patronEmail: null, mail: pendingMail },
  });
  return {
    commit: commitOne({ before: head, appended, intent, marks: [markRefunded(target, minorUnits)] }),
  };
}
