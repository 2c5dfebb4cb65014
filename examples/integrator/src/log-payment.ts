import { setTimeout as pause } from "node:timers/promises";
import { ApiError, type Ask } from "./connection.ts";
import { LogPaymentDocument, type LogPaymentInput, type LogPaymentMutation } from "./generated/graphql.ts";

/** The result of `logPayment`: the payment as stored, or a refusal. */
export type LogPaymentAnswer = LogPaymentMutation["logPayment"];

/** A payment with its idempotency key, made from your own record and the same at every retry. */
export type PaymentToLog = LogPaymentInput & { idempotencyKey: string };

const PAUSES_MILLISECONDS = [250, 500, 1000, 2000, 4000, 8000];

/**
 * Logs a payment once, however often it must be sent: after `Busy` and after a lost response it is sent again with the same
 * key and exponential backoff. Returns the last `Busy` or throws the last `ApiError` if all retries fail.
 */
export async function logPayment(ask: Ask, input: PaymentToLog): Promise<LogPaymentAnswer> {
  for (const milliseconds of PAUSES_MILLISECONDS) {
    const answer = await tryToLog(ask, input);
    if (answer !== null && answer.__typename !== "Busy") return answer;
    // With jitter, so that many clients do not retry at the same moment.
    await pause(milliseconds * (0.5 + Math.random()));
  }
  return (await ask(LogPaymentDocument, { input })).logPayment;
}

/** Null if the outcome is unknown. */
async function tryToLog(ask: Ask, input: PaymentToLog): Promise<LogPaymentAnswer | null> {
  try {
    return (await ask(LogPaymentDocument, { input })).logPayment;
  } catch (error) {
    if (error instanceof ApiError && error.mayPass) return null;
    throw error;
  }
}
