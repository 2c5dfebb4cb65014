import { setTimeout as pause } from "node:timers/promises";
import { ApiError, type Ask } from "./connection.ts";
import { LogPaymentDocument, type LogPaymentInput, type LogPaymentMutation } from "./generated/graphql.ts";

/** What `logPayment` answers: the payment as stored, or a refusal. */
export type LogPaymentAnswer = LogPaymentMutation["logPayment"];

/** A payment with the key that makes it safe to send again: made of your own record, and the same at every try. */
export type PaymentToLog = LogPaymentInput & { idempotencyKey: string };

const PAUSES_MILLISECONDS = [250, 500, 1000, 2000, 4000, 8000];

/**
 * Logs a payment once, however often it has to be sent: after `Busy` and after a lost answer it is sent again with the same key,
 * at growing pauses. Answers the last `Busy`, or throws the last `ApiError`, when none of the tries went better.
 */
export async function logPayment(ask: Ask, input: PaymentToLog): Promise<LogPaymentAnswer> {
  for (const milliseconds of PAUSES_MILLISECONDS) {
    const answer = await tryToLog(ask, input);
    if (answer !== null && answer.__typename !== "Busy") return answer;
    // Not all at the same moment, when there are many of us.
    await pause(milliseconds * (0.5 + Math.random()));
  }
  return (await ask(LogPaymentDocument, { input })).logPayment;
}

/** Null when it is not known what became of it. */
async function tryToLog(ask: Ask, input: PaymentToLog): Promise<LogPaymentAnswer | null> {
  try {
    return (await ask(LogPaymentDocument, { input })).logPayment;
  } catch (error) {
    if (error instanceof ApiError && error.mayPass) return null;
    throw error;
  }
}
