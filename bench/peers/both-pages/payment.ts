/** An exact amount, as decimal text. */
export interface Money {
  amount: string;
  currency: string;
}

/** What became of a mail. */
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

/** What a line of the list shows. */
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

/** What the head of the list shows. */
export const TOTALS_FIELDS = "id title currency totalCollected { amount currency } paymentCount";

/** A way to pay. */
export interface Method {
  method: string;
  label: string;
  referenceRequired: boolean;
  referenceLabel: string;
}

/** What is asked beside an event. */
export interface Surroundings {
  settings: { timeZone: string };
  paymentMethods: Method[];
}

/** The fields of that. */
export const SURROUNDINGS =
  "settings { timeZone } paymentMethods { method label referenceRequired referenceLabel }";

/** What the lines and the form need beside the payments. */
export interface Settings {
  methods: readonly Method[];
  timeZone: string;
}

/** What is wrong with the input, as the server says. */
export interface Fault {
  path: string[];
  message: string;
}

/** What the server answers when a payment is logged. */
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
