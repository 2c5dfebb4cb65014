import { recorderOf } from "../../access/viewer.ts";
import { type LogPaymentOutcome, logPayment as logToLedger } from "../../ledger/log-payment.ts";
import type { MutationResolvers, ResolversTypes } from "../generated/resolver-types.ts";
import { toInvalidInput } from "../refusals.ts";

export const logPayment: MutationResolvers["logPayment"] = async (_, { input }, { ledger, viewer }) =>
  toResult(await logToLedger(ledger, { input, by: recorderOf(viewer) }));

function toResult(outcome: LogPaymentOutcome): Awaited<ResolversTypes["LogPaymentResult"]> {
  switch (outcome.result) {
    case "logged":
      return {
        __typename: "PaymentLogged",
        payment: outcome.line,
        event: outcome.snapshot,
        replayed: outcome.replayed,
      };
    case "invalid":
      return toInvalidInput(outcome.faults);
    case "eventNotFound":
      return {
        __typename: "EventNotFound",
        code: "EVENT_NOT_FOUND",
        message: "There is no such event.",
        path: ["input", "eventId"],
      };
    case "possibleDuplicate":
      return {
        __typename: "PossibleDuplicate",
        code: "POSSIBLE_DUPLICATE",
        message:
          outcome.field === "reference"
            ? "This reference was already used for a payment on this event."
            : "A payment of the same amount from the same patron was logged less than 48 hours ago.",
        path: ["input", outcome.field],
        existing: outcome.existing,
      };
    case "idempotencyConflict":
      return {
        __typename: "IdempotencyConflict",
        code: "IDEMPOTENCY_CONFLICT",
        message: "This idempotency key was used before with other input. Nothing was logged now.",
        path: ["input", "idempotencyKey"],
        differingFields: outcome.differingFields,
        existing: outcome.existing,
      };
    case "busy":
      return {
        __typename: "Busy",
        code: "BUSY",
        message: "The ledger is busy or cannot be reached. Try again; with the same key it is logged once.",
        path: [],
        retryable: true,
      };
  }
}
