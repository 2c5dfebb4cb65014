import type { PaymentNotCorrected } from "../ledger/payments/correct-payment.ts";
import type { PaymentNotLogged } from "../ledger/payments/log-payment.ts";
import type { RefundRefusal } from "../ledger/payments/refund-payment.ts";
import type { VoidRefusal } from "../ledger/payments/void-payment.ts";
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

type Refusal = PaymentNotLogged | VoidRefusal | RefundRefusal | PaymentNotCorrected;

type OfResult<Result> = Extract<Refusal, { result: Result }>;

/** The member of a mutation's union for every refusal that a use case can answer. */
const MEMBERS = {
  invalid: ({ faults }: OfResult<"invalid">) => toInvalidInput(faults),
  eventNotFound: ({ field }: OfResult<"eventNotFound">) => eventNotFound(field),
  paymentNotFound: () => PAYMENT_NOT_FOUND,
  busy: () => BUSY,
  possibleDuplicate: ({ field, existing }: OfResult<"possibleDuplicate">) => ({
    __typename: "PossibleDuplicate" as const,
    code: "POSSIBLE_DUPLICATE" as const,
    message:
      field === "reference"
        ? "This reference was already used for a payment on this event."
        : "A payment of the same amount from the same patron was logged less than 48 hours ago.",
    path: ["input", field],
    existing,
  }),
  idempotencyConflict: ({ differingFields, existing }: OfResult<"idempotencyConflict">) => ({
    __typename: "IdempotencyConflict" as const,
    code: "IDEMPOTENCY_CONFLICT" as const,
    message: "This idempotency key was used before with other input. Nothing was logged now.",
    path: ["input", "idempotencyKey"],
    differingFields,
    existing,
  }),
  alreadyReversed: () => ({
    __typename: "AlreadyReversed" as const,
    code: "ALREADY_REVERSED" as const,
    message: "Somebody was first: this entry is voided or corrected already.",
    path: PAYMENT_NOT_FOUND.path,
  }),
  refundStanding: () => ({
    __typename: "RefundStanding" as const,
    code: "REFUND_STANDING" as const,
    message: "Money of this payment was given back. Void the refund first.",
    path: PAYMENT_NOT_FOUND.path,
  }),
  refundExceedsPayment: ({ refundableMinorUnits, currency }: OfResult<"refundExceedsPayment">) => ({
    __typename: "RefundExceedsPayment" as const,
    code: "REFUND_EXCEEDS_PAYMENT" as const,
    message: "This is more than what is left of the payment.",
    path: ["input", "amount"],
    refundable: { minorUnits: refundableMinorUnits, currency },
  }),
  notReversible: ({ why }: OfResult<"notReversible">) => ({
    __typename: "NotReversible" as const,
    code: "NOT_REVERSIBLE" as const,
    message: why,
    path: PAYMENT_NOT_FOUND.path,
  }),
  currencyMismatch: ({ currency, otherCurrency }: OfResult<"currencyMismatch">) => ({
    __typename: "CurrencyMismatch" as const,
    code: "CURRENCY_MISMATCH" as const,
    message: `The payment is in ${currency}; that event is kept in ${otherCurrency}.`,
    path: ["input", "moveToEventId"],
  }),
} satisfies { [Result in Refusal["result"]]: (refusal: OfResult<Result>) => { __typename: string } };

type Members = { [Result in keyof typeof MEMBERS]: ReturnType<(typeof MEMBERS)[Result]> };

const toMember: { [Result in keyof Members]: (refusal: OfResult<Result>) => Members[Result] } = MEMBERS;

/** The member of a mutation's union that says why nothing was written; of a use case's refusals, that use case's members. */
export function toRefusal<Result extends Refusal["result"]>(
  refusal: OfResult<Result> & { result: Result },
): Members[Result] {
  const { result }: { result: Result } = refusal;
  return toMember[result](refusal);
}
