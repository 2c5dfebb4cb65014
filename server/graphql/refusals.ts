import type { PaymentNotCorrected } from "../ledger/payments/correct-payment.ts";
import type { PaymentNotLogged } from "../ledger/payments/log-payment.ts";
import type { RefundRefusal } from "../ledger/payments/refund-payment.ts";
import type { VoidRefusal } from "../ledger/payments/void-payment.ts";
import { splitByPurpose } from "../ledger/purposes.ts";
import type { InputFault } from "../values/input-faults.ts";
import { countOf } from "../values/plural.ts";
import { toPaymentParts } from "./types/group-totals.ts";

/** The refusal that lists all faults of an input. */
export function toInvalidInput(faults: InputFault[]) {
  const [first] = faults;
  const more = faults.length > 1 ? ` ${countOf(faults.length - 1, "more fault")}.` : "";
  return {
    __typename: "InvalidInput" as const,
    code: "INVALID_INPUT" as const,
    message: `${first?.message ?? "The input is invalid."}${more}`,
    path: first?.path ?? [],
    faults,
  };
}

/** The refusal that asks the caller to retry. */
export const BUSY = {
  __typename: "Busy" as const,
  code: "BUSY" as const,
  message:
    "The ledger is busy or unavailable. Try again; with the same idempotency key it is logged only once.",
  path: [],
  retryable: true,
};

/** The refusal of an unknown event. */
export const eventNotFound = (field: string) => ({
  __typename: "EventNotFound" as const,
  code: "EVENT_NOT_FOUND" as const,
  message: "The event does not exist.",
  path: ["input", field],
});

/** The refusal of an unknown entry. */
export const PAYMENT_NOT_FOUND = {
  __typename: "PaymentNotFound" as const,
  code: "PAYMENT_NOT_FOUND" as const,
  message: "The entry does not exist.",
  path: ["input", "paymentId"],
};

type Refusal = PaymentNotLogged | VoidRefusal | RefundRefusal | PaymentNotCorrected;

type OfResult<Result> = Extract<Refusal, { result: Result }>;

/** The union member for every refusal that a use case can return. */
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
        : "A payment of the same amount by the same patron was logged less than 48 hours ago.",
    path: ["input", field],
    existing,
  }),
  idempotencyConflict: ({ differingFields, existing }: OfResult<"idempotencyConflict">) => ({
    __typename: "IdempotencyConflict" as const,
    code: "IDEMPOTENCY_CONFLICT" as const,
    message: "This idempotency key was already used with different input. Nothing was logged.",
    path: ["input", "idempotencyKey"],
    differingFields,
    existing,
  }),
  alreadyReversed: () => ({
    __typename: "AlreadyReversed" as const,
    code: "ALREADY_REVERSED" as const,
    message: "This entry was already voided or corrected.",
    path: PAYMENT_NOT_FOUND.path,
  }),
  refundStanding: () => ({
    __typename: "RefundStanding" as const,
    code: "REFUND_STANDING" as const,
    message: "This payment has been refunded. Void the refund first.",
    path: PAYMENT_NOT_FOUND.path,
  }),
  refundExceedsPayment: ({
    refundableMinorUnits: minorUnits,
    refundableParts: parts,
    currency,
  }: OfResult<"refundExceedsPayment">) => ({
    __typename: "RefundExceedsPayment" as const,
    code: "REFUND_EXCEEDS_PAYMENT" as const,
    message: "The refund exceeds what is left of the payment.",
    path: ["input", "amount"],
    refundable: { minorUnits, currency },
    refundableParts: toPaymentParts(splitByPurpose({ minorUnits, parts }), currency),
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
    message: `The payment is in ${currency}, but the other event uses ${otherCurrency}.`,
    path: ["input", "moveToEventId"],
  }),
} satisfies { [Result in Refusal["result"]]: (refusal: OfResult<Result>) => { __typename: string } };

type Members = { [Result in keyof typeof MEMBERS]: ReturnType<(typeof MEMBERS)[Result]> };

const toMember: { [Result in keyof Members]: (refusal: OfResult<Result>) => Members[Result] } = MEMBERS;

/** The union member that says why nothing was written, limited to the refusals of that use case. */
export function toRefusal<Result extends Refusal["result"]>(
  refusal: OfResult<Result> & { result: Result },
): Members[Result] {
  const { result }: { result: Result } = refusal;
  return toMember[result](refusal);
}
