import {
  CorrectPaymentDocument,
  RefundPaymentDocument,
  ResendNotificationDocument,
  ResendReceiptDocument,
  VoidPaymentDocument,
} from "../api/generated/actions.ts";
import type {
  CorrectPaymentInput,
  CorrectPaymentMutation,
  PartFragment,
  RefundPaymentInput,
  RefundPaymentMutation,
  VoidPaymentInput,
  VoidPaymentMutation,
} from "../api/generated/graphql.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import type { ActionFields } from "./action-values.ts";
import type { ActionName } from "./actions.ts";

/** A reversed payment, as the server returned it. */
export type Reversed =
  | Extract<VoidPaymentMutation["voidPayment"], { __typename: "PaymentVoided" }>
  | Extract<RefundPaymentMutation["refundPayment"], { __typename: "PaymentRefunded" }>;

/** A corrected or moved payment, as the server returned it. */
export type Corrected = Extract<CorrectPaymentMutation["correctPayment"], { __typename: "PaymentCorrected" }>;

/** A refusal with its message and the faults of fields. */
export interface Refused {
  __typename: string;
  message: string;
  faults?: readonly { path: readonly string[]; code: string; message: string }[];
  /** What is left of a payment if a refund exceeds it. */
  refundableParts?: readonly PartFragment[];
}

/** The result of an action. */
export type ActionAnswer = Reversed | Corrected | { __typename: "NotificationQueued" } | Refused;

/** The input of an action: its fields, the entry and the idempotency key. */
export interface ActionInput extends ActionFields {
  paymentId: string;
  idempotencyKey: string;
  allowDuplicate?: boolean;
}

/** Sends an action. Throws an `ApiError` if there is no result. */
export async function sendAction(
  api: PaymentsApi,
  sending: { action: ActionName; input: ActionInput },
): Promise<ActionAnswer> {
  const answer = await send(api, sending);
  if ("event" in answer) api.events.note({ event: answer.event });
  if ("originalEvent" in answer) api.events.note({ event: answer.originalEvent });
  return answer;
}

async function send(
  api: PaymentsApi,
  { action, input }: { action: ActionName; input: ActionInput },
): Promise<ActionAnswer> {
  const { paymentId } = input;
  switch (action) {
    case "void":
      return (await api.mutate(VoidPaymentDocument, { input: input as VoidPaymentInput })).voidPayment;
    case "refund":
      return (await api.mutate(RefundPaymentDocument, { input: input as RefundPaymentInput })).refundPayment;
    case "correct":
    case "move":
      return (await api.mutate(CorrectPaymentDocument, { input: input as CorrectPaymentInput }))
        .correctPayment;
    case "resend":
      return (await api.mutate(ResendNotificationDocument, { input: { paymentId } })).resendNotification;
    case "resendReceipt":
      return (await api.mutate(ResendReceiptDocument, { input: { paymentId } })).resendReceipt;
  }
}
