import type { MailKind } from "../ledger/mail-state.ts";
import { type ResendOutcome, resendMail } from "../ledger/payments/resend-mail.ts";
import type { Context } from "./context.ts";
import { BUSY, PAYMENT_NOT_FOUND, toInvalidInput } from "./refusals.ts";

/** Queues a mail to be sent again and returns the union member with the result. */
export async function resend({ ledger, mailStates }: Context, mail: { paymentId: string; kind: MailKind }) {
  const outcome: ResendOutcome = await resendMail({ ...ledger, mailStates }, mail);
  if (outcome.result === "queued")
    return { __typename: "NotificationQueued" as const, payment: outcome.line };
  if (outcome.result === "invalid") return toInvalidInput(outcome.faults);
  return outcome.result === "busy" ? BUSY : PAYMENT_NOT_FOUND;
}
