import type { ModelEntry, ModelPayment } from "./ledger-model.ts";
import { type Correct, type Operation, plus, totalOf } from "./story-operations.ts";

/** The refusal or fault that the rules require, or null if the operation is allowed. */
export function refusalOf(operation: Operation, target: ModelEntry | undefined): string | null {
  const { type } = operation;
  if (type !== "void" && type !== "refund" && type !== "correct") return null;
  if (!target) return "PAYMENT_NOT_FOUND";
  if (!target.isInLedger || target.kind === "VOID") return "NOT_REVERSIBLE";
  if (target.kind === "REFUND" && type !== "void") return "NOT_REVERSIBLE";
  if (target.status === "VOIDED" || target.status === "CORRECTED") return "ALREADY_REVERSED";
  if (type === "refund") {
    const left = plus(plus(target.amount, target.refunded, -1), operation.amount, -1);
    return Object.values(left).some((part) => part < 0) ? "REFUND_EXCEEDS_PAYMENT" : null;
  }
  if (totalOf(target.refunded) > 0) return "REFUND_STANDING";
  return type === "correct" ? faultOf(operation, target) : null;
}

function faultOf(correction: Correct, target: ModelEntry): string | null {
  const { event, amount, reference } = replacementOf(target, correction);
  if (amount.FARE < 0) return "PARTS_DIFFER";
  const isSameMoney = totalOf(plus(amount, target.amount, -1)) === 0 && amount.FARE === target.amount.FARE;
  const isSameParts = isSameMoney && amount.GRATUITY === target.amount.GRATUITY;
  const isSame = isSameParts && event === target.event && reference === target.reference;
  return isSame ? "NOTHING_TO_CORRECT" : null;
}

/** The payment that a correction puts in the place of another. Its fare is negative if the amount is below the other parts. */
export function replacementOf(
  target: ModelPayment,
  { minorUnits, parts, reference, moveTo }: Correct,
): ModelPayment {
  const { GRATUITY, SECURITY_DEPOSIT } = parts ?? target.amount;
  const FARE = (minorUnits ?? totalOf(target.amount)) - GRATUITY - SECURITY_DEPOSIT;
  return {
    event: moveTo ?? target.event,
    amount: { FARE, GRATUITY, SECURITY_DEPOSIT },
    method: target.method === "NONE" ? "OTHER" : target.method,
    reference: reference ?? target.reference,
  };
}
