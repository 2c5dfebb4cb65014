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

type Agreed = Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits">;

/** How much of an event is paid. Without a deposit it is tentative until something is collected; a total of zero is paid. */
export function paymentState(terms: Agreed | null, collectedMinorUnits: number): PaymentState {
  if (!terms) return "UNKNOWN";
  if (collectedMinorUnits >= terms.agreedTotalMinorUnits) return "PAID_IN_FULL";
  const deposit = terms.depositMinorUnits ?? 0;
  const isCovered = deposit > 0 ? collectedMinorUnits >= deposit : collectedMinorUnits > 0;
  return isCovered ? "DEPOSIT_RECEIVED" : "TENTATIVE";
}

/** The notices shown to the crew; null if they may depart. */
export const BANNERS: Record<PaymentState, string | null> = {
  UNKNOWN: "Payment terms are not set. Ask the admin before departing.",
  TENTATIVE: "Do not depart until the deposit is confirmed.",
  DEPOSIT_RECEIVED: "Do not depart until full payment is received and logged.",
  PAID_IN_FULL: null,
};
