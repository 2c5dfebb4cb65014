import { toPaymentId } from "../ids.ts";
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
import {
  type ReversalCall,
  type ReversalInput,
  readReversalCall,
  toReversalIntent,
  voidContent,
} from "./reversal-call.ts";
import {
  checkReversal,
  idOf,
  markRefunded,
  markReversed,
  refundedPayment,
  targetOf,
} from "./reversal-rules.ts";

/** Takes back the whole of a payment, or of a refund, that was a mistake: a new entry says so, the old one stays. */
export async function voidPayment(
  context: WriteContext,
  { input, by }: { input: ReversalInput; by: Recorder },
): Promise<ReversalDone | NotWritten> {
  const call = readReversalCall(input, by);
  const { target } = call;
  if (call.faults.length > 0) return { result: "invalid", faults: call.faults };
  if (!target) return { result: "paymentNotFound" };
  const { paymentId, reason } = input;
  const intent = toReversalIntent({ ...call, target }, "voidPayment", { paymentId, reason });
  const outcome = await writeToLedger<WriteRefusal>(context, intent, (picture, now) =>
    decideVoid({ context, call, intent }, picture, now),
  );
  return finishReversal(context, outcome);
}

function decideVoid(
  { context, call, intent }: { context: WriteContext; call: ReversalCall; intent: WriteIntent },
  picture: FullPicture,
  now: Date,
): Decision<WriteRefusal> {
  const { head } = picture.snapshot;
  const reading = readingOf(picture.snapshot, context);
  const target = checkReversal("void", targetOf(picture, reading));
  if ("result" in target) return { refusal: target };
  if (!head) return { refusal: { result: "paymentNotFound" } };
  const wasCounted = target.entry.kind === "PAYMENT" && target.entry.minorUnits !== null;
  const { head: after, ...written } = appendEntry(head, {
    content: voidContent(target, call),
    standing: wasCounted ? -1 : 0,
    ...{ now, uuid: call.uuid, seal: context.seal, patronEmail: null, mail: pendingMail },
  });
  const reversedBy = toPaymentId(written.entry.ref);
  const marks = [markReversed(target, { status: "VOIDED", reversedBy, replacedBy: null })];
  if (target.entry.kind === "REFUND") {
    marks.push(markRefunded(refundedPayment(picture.refunded, reading), target.entry.minorUnits ?? 0));
  }
  return {
    commit: {
      entries: [written],
      heads: [{ before: head, after }],
      marks,
      idempotency: { ...intent.idempotency, record: { ...intent.record, paymentId: idOf(written) } },
      reference: null,
    },
  };
}
