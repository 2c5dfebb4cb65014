import { randomUUID } from "node:crypto";
import { toPaymentId } from "../ids.ts";
import { pendingMail } from "../mail-state.ts";
import { newSalt } from "../new-salt.ts";
import { negated, splitByPurpose } from "../purposes.ts";
import { readingOf } from "../reading.ts";
import { appendEntry, commitOne } from "../write/append-entry.ts";
import type { Decision, DecisionContext, FullPicture, Recorder, Try } from "../write/decision.ts";
import type { Busy, IdempotencyConflict } from "../write/outcomes.ts";
import { type WriteContext, writeToLedger } from "../write/write-to-ledger.ts";
import { finishReversal, type ReversalDone } from "./finish-reversal.ts";
import type { Invalid, RefundStanding } from "./refusals.ts";
import {
  type ReversalCall,
  type ReversalInput,
  readReversalCall,
  toReversalIntent,
  voidContent,
  withoutTarget,
} from "./reversal-call.ts";
import {
  checkWholeTarget,
  markRefunded,
  markReversed,
  refundedPayment,
  releaseReference,
  type TargetRefusal,
  targetOf,
} from "./reversal-rules.ts";

/** Why an entry is not voided. */
export type VoidRefusal = Invalid | TargetRefusal | RefundStanding;

/** Voids a payment or a refund that was a mistake: a new entry records it, the original stays unchanged. */
export async function voidPayment(
  context: WriteContext,
  { input, by }: { input: ReversalInput; by: Recorder },
): Promise<ReversalDone | VoidRefusal | IdempotencyConflict | Busy> {
  const call = readReversalCall({ input, by, uuid: randomUUID(), salt: newSalt() });
  const { target } = call;
  if (!target || call.faults.length > 0) return withoutTarget(call);
  const { paymentId, reason } = input;
  const intent = toReversalIntent({ ...call, target }, "voidPayment", { paymentId, reason });
  const decide = decideVoid.bind(null, { context, call });
  return finishReversal(context, await writeToLedger<VoidRefusal>(context, { intent, decide }));
}

function decideVoid(
  { context, call }: { context: DecisionContext; call: ReversalCall },
  picture: FullPicture,
  { now, intent }: Try,
): Decision<VoidRefusal> {
  const { head } = picture.snapshot;
  const reading = readingOf(picture.snapshot, context);
  const target = checkWholeTarget(targetOf(picture, reading), { takesRefunds: true });
  if ("result" in target) return { refusal: target };
  if (!head) return { refusal: { result: "paymentNotFound" } };
  const wasCounted = target.entry.kind === "PAYMENT" && target.entry.minorUnits !== null;
  const appended = appendEntry(head, {
    content: voidContent(target, call),
    activeChange: wasCounted ? -1 : 0,
    ...{ now, uuid: call.uuid, seal: context.seal, patronEmail: null, mail: pendingMail },
  });
  const reversedBy = toPaymentId(appended.entry.ref);
  const marks = [markReversed(target, { status: "VOIDED", reversedBy, replacedBy: null })];
  if (target.entry.kind === "REFUND") {
    const refund = negated(splitByPurpose(target.entry));
    marks.push(markRefunded(refundedPayment(picture.refunded, reading), { refund, times: -1 }));
  }
  const references = { used: [], released: releaseReference(target) };
  return { commit: commitOne({ before: head, appended, intent, marks, references }) };
}
