import type { NotWritten } from "../ledger/write/outcomes.ts";
import type { InputFault } from "../values/input-faults.ts";

/** The refusal that lists every fault of an input. */
export function toInvalidInput(faults: InputFault[]) {
  const [first] = faults;
  const more = faults.length > 1 ? ` There are ${faults.length - 1} more faults.` : "";
  return {
    __typename: "InvalidInput" as const,
    code: "INVALID_INPUT" as const,
    message: `${first?.message ?? "The input has faults."}${more}`,
    path: first?.path ?? [],
    faults,
  };
}

/** The advice to come back. */
export const BUSY = {
  __typename: "Busy" as const,
  code: "BUSY" as const,
  message: "The ledger is busy or cannot be reached. Try again; with the same key it is logged once.",
  path: [],
  retryable: true,
};

/** The refusal of an event that nobody knows. */
export const eventNotFound = (field: string) => ({
  __typename: "EventNotFound" as const,
  code: "EVENT_NOT_FOUND" as const,
  message: "There is no such event.",
  path: ["input", field],
});

/** The refusal of an entry that is not there. */
export const PAYMENT_NOT_FOUND = {
  __typename: "PaymentNotFound" as const,
  code: "PAYMENT_NOT_FOUND" as const,
  message: "There is no such entry.",
  path: ["input", "paymentId"],
};

/** The member of a mutation's union that tells why nothing was written. Which of them a mutation can meet, the use case decides. */
export function toRefusal(refusal: NotWritten) {
  switch (refusal.result) {
    case "invalid":
      return toInvalidInput(refusal.faults);
    case "eventNotFound":
      return eventNotFound(refusal.field);
    case "paymentNotFound":
      return PAYMENT_NOT_FOUND;
    case "busy":
      return BUSY;
    case "possibleDuplicate":
      return {
        __typename: "PossibleDuplicate" as const,
        code: "POSSIBLE_DUPLICATE" as const,
        message:
          refusal.field === "reference"
            ? "This reference was already used for a payment on this event."
            : "A payment of the same amount from the same patron was logged less than 48 hours ago.",
        path: ["input", refusal.field],
        existing: refusal.existing,
      };
    case "idempotencyConflict":
      return {
        __typename: "IdempotencyConflict" as const,
        code: "IDEMPOTENCY_CONFLICT" as const,
        message: "This idempotency key was used before with other input. Nothing was logged now.",
        path: ["input", "idempotencyKey"],
        differingFields: refusal.differingFields,
        existing: refusal.existing,
      };
    default:
      return toReversalRefusal(refusal);
  }
}

type OfReversals = Extract<
  NotWritten,
  {
    result:
      | "alreadyReversed"
      | "refundStanding"
      | "refundExceedsPayment"
      | "notReversible"
      | "currencyMismatch";
  }
>;

function toReversalRefusal(refusal: OfReversals) {
  const path = ["input", "paymentId"];
  switch (refusal.result) {
    case "alreadyReversed":
      return {
        __typename: "AlreadyReversed" as const,
        code: "ALREADY_REVERSED" as const,
        message: "Somebody was first: this entry is voided or corrected already.",
        path,
      };
    case "refundStanding":
      return {
        __typename: "RefundStanding" as const,
        code: "REFUND_STANDING" as const,
        message: "Money of this payment was given back. Void the refund first.",
        path,
      };
    case "refundExceedsPayment":
      return {
        __typename: "RefundExceedsPayment" as const,
        code: "REFUND_EXCEEDS_PAYMENT" as const,
        message: "This is more than what is left of the payment.",
        path: ["input", "amount"],
        refundable: { minorUnits: refusal.refundableMinorUnits, currency: refusal.currency },
      };
    case "notReversible":
      return {
        __typename: "NotReversible" as const,
        code: "NOT_REVERSIBLE" as const,
        message: refusal.why,
        path,
      };
    case "currencyMismatch":
      return {
        __typename: "CurrencyMismatch" as const,
        code: "CURRENCY_MISMATCH" as const,
        message: `The payment is in ${refusal.currency}; that event is kept in ${refusal.otherCurrency}.`,
        path: ["input", "moveToEventId"],
      };
  }
}
