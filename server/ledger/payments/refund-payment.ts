import { minorDigits, normalDecimal } from "../../values/money.ts";
import { pendingMail } from "../mail-state.ts";
import { readingOf } from "../reading.ts";
import { appendEntry } from "../write/append-entry.ts";
import type { NotWritten, WriteRefusal } from "../write/outcomes.ts";
import {
  type Decision,
  type FullPicture,
  type Recorder,
  type WriteContext,
  type WriteIntent,
  writeToLedger,
} from "../write/write-to-ledger.ts";
import { finishReversal, type ReversalDone } from "./finish-reversal.ts";
import { readAmount, readMethodField, readReceivedOn } from "./log-payment-input.ts";
import {
  type ReversalCall,
  type ReversalInput,
  readReversalCall,
  toReversalIntent,
  voidContent,
} from "./reversal-call.ts";
import { checkReversal, idOf, markRefunded, targetOf } from "./reversal-rules.ts";

/** The input of `refundPayment` as it was given. */
export interface RefundInput extends ReversalInput {
  amount: string;
  receivedOn?: string | null;
  method?: string | null;
}

interface RefundAttempt {
  context: WriteContext;
  call: ReversalCall;
  intent: WriteIntent;
  amount: string;
  receivedOn: string;
  /** Null for the payment's own. */
  method: string | null;
}

/** Logs money given back: a new entry of its own day and method, never more than what is left of the payment. */
export async function refundPayment(
  context: WriteContext,
  { input, by }: { input: RefundInput; by: Recorder },
): Promise<ReversalDone | NotWritten> {
  const call = readReversalCall(input, by);
  const today = { now: context.clock.now(), timeZone: context.timeZone };
  const receivedOn = readReceivedOn(input.receivedOn, today, call.faults);
  const method = input.method == null ? null : readMethodField(input.method, call.faults);
  const { target } = call;
  if (!target)
    return call.faults.length > 0
      ? { result: "invalid", faults: call.faults }
      : { result: "paymentNotFound" };
  const amount = normalDecimal(input.amount.trim());
  const { paymentId, reason } = input;
  const fields = { paymentId, reason, amount, receivedOn: input.receivedOn, method: input.method };
  const intent = toReversalIntent({ ...call, target }, "refundPayment", fields);
  const attempt = { context, call, intent, amount, receivedOn, method };
  const outcome = await writeToLedger<WriteRefusal>(context, intent, (picture, now) =>
    decideRefund(attempt, picture, now),
  );
  return finishReversal(context, outcome);
}

function decideRefund(attempt: RefundAttempt, picture: FullPicture, now: Date): Decision<WriteRefusal> {
  const { context, call, intent } = attempt;
  const { head } = picture.snapshot;
  const reading = readingOf(picture.snapshot, context);
  const { currency } = reading;
  const { minorUnits, faults } = readAmount(
    { amount: attempt.amount, currency: null },
    { currency, digits: minorDigits(currency) ?? 0 },
  );
  const allFaults = [...call.faults, ...faults];
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const target = checkReversal("refund", targetOf(picture, reading));
  if ("result" in target) return { refusal: target };
  if (!head) return { refusal: { result: "paymentNotFound" } };
  const refundableMinorUnits = (target.entry.minorUnits ?? 0) - target.companion.refundedMinorUnits;
  if (minorUnits > refundableMinorUnits) {
    return { refusal: { result: "refundExceedsPayment", refundableMinorUnits, currency } };
  }
  const { receivedOn, method } = attempt;
  const { head: after, ...written } = appendEntry(head, {
    content: {
      ...voidContent(target, call),
      kind: "REFUND",
      minorUnits: -minorUnits,
      receivedOn,
      method: method ?? target.entry.method,
      reference: null,
    },
    standing: 0,
    ...{ now, uuid: call.uuid, seal: context.seal, patronEmail: null, mail: pendingMail },
  });
  return {
    commit: {
      entries: [written],
      heads: [{ before: head, after }],
      marks: [markRefunded(target, minorUnits)],
      idempotency: { ...intent.idempotency, record: { ...intent.record, paymentId: idOf(written) } },
      reference: null,
    },
  };
}
