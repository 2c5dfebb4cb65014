/** An exact amount, as decimal text. */
export interface Money {
  amount: string;
  currency: string;
}

/** The status of a mail. */
export type MailStatus = "PENDING" | "SENT" | "FAILED" | "OFF";

/** One entry of the ledger. */
export interface Payment {
  id: string;
  kind: "PAYMENT" | "VOID" | "REFUND";
  status: "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";
  patron: string | null;
  amount: Money | null;
  storedAmount: string | null;
  method: string | null;
  reference: string | null;
  notes: string | null;
  reason: string | null;
  receivedOn: string | null;
  loggedAt: string | null;
  recordedBy: string | null;
  notification: { status: MailStatus };
  receipt: { status: MailStatus } | null;
}

/** The fields of a row in the list. */
export const PAYMENT_FIELDS = `
  id kind status patron amount { amount currency } storedAmount method reference notes reason receivedOn loggedAt recordedBy
  notification { status }
  receipt { status }
`;

/** The head of the list. */
export interface EventTotals {
  id: string;
  title: string | null;
  currency: string;
  totalCollected: Money;
  paymentCount: number;
}

/** The fields of the list's head. */
export const TOTALS_FIELDS = "id title currency totalCollected { amount currency } paymentCount";

/** A payment method. */
export interface Method {
  method: string;
  label: string;
  referenceRequired: boolean;
  referenceLabel: string;
}

/** What is queried besides an event. */
export interface Surroundings {
  settings: { timeZone: string };
  paymentMethods: Method[];
}

/** The fields of `Surroundings`. */
export const SURROUNDINGS =
  "settings { timeZone } paymentMethods { method label referenceRequired referenceLabel }";

/** What the rows and the form need besides the payments. */
export interface Settings {
  methods: readonly Method[];
  timeZone: string;
}

/** A fault of the input, from the server. */
export interface Fault {
  path: string[];
  message: string;
}

/** The result of `logPayment`. */
export type LogAnswer =
  | { __typename: "PaymentLogged"; payment: Payment; event: EventTotals }
  | { __typename: "InvalidInput"; message: string; faults: Fault[] }
  | { __typename: "PossibleDuplicate" | "IdempotencyConflict"; message: string; existing: Payment }
  | { __typename: "EventNotFound" | "Busy"; message: string };

/** Logs a payment. */
export const LOG_PAYMENT = `mutation LogPayment($input: LogPaymentInput!) {
  logPayment(input: $input) {
    __typename
    ... on PaymentLogged { payment { ${PAYMENT_FIELDS} } event { ${TOTALS_FIELDS} } }
    ... on UserError { message }
    ... on InvalidInput { faults { path message } }
    ... on PossibleDuplicate { existing { ${PAYMENT_FIELDS} } }
    ... on IdempotencyConflict { existing { ${PAYMENT_FIELDS} } }
  }
}`;
