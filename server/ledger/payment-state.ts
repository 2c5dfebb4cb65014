/** The agreed terms of an event, in its currency's minor units. */
export interface EventTerms {
  agreedTotalMinorUnits: number;
  /** Null if no deposit is required. */
  depositMinorUnits: number | null;
  /** Instant at which they were set, ISO 8601. */
  setAt: string;
}

/** How much of an event is paid: `PaymentState` in the schema. */
export type PaymentState = "UNKNOWN" | "TENTATIVE" | "DEPOSIT_RECEIVED" | "PAID_IN_FULL";

/** What the state depends on: the amounts, whenever they were set. */
export type AgreedTerms = Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits">;

/**
 * How much of an event is paid, by the fare collected. Without a deposit it is tentative until something is collected; a total of
 * zero is paid.
 */
export function paymentState(terms: AgreedTerms | null, fareMinorUnits: number): PaymentState {
  if (!terms) return "UNKNOWN";
  if (fareMinorUnits >= terms.agreedTotalMinorUnits) return "PAID_IN_FULL";
  const deposit = terms.depositMinorUnits ?? 0;
  const isCovered = deposit > 0 ? fareMinorUnits >= deposit : fareMinorUnits > 0;
  return isCovered ? "DEPOSIT_RECEIVED" : "TENTATIVE";
}
