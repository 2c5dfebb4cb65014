import { type AgreedTerms, type PaymentState, paymentState } from "./payment-state.ts";

/** What is known of an event when the crew asks whether they may depart. */
export interface DepartureFacts {
  /** The status as the dispatch tool stores it: any text, or null if unknown. */
  status: string | null;
  terms: AgreedTerms | null;
  /** The fare collected, in minor units of the event's currency. */
  fareMinorUnits: number;
}

/** Whether the crew may depart, and the notice they see. */
export interface Departure {
  paymentState: PaymentState;
  clearToDepart: boolean;
  /** In English; null exactly if they may depart. */
  banner: string | null;
}

const CANCELLED_BANNER = "This charter is cancelled.";

const BANNERS: Record<PaymentState, string | null> = {
  UNKNOWN: "Payment terms are not set. Ask the admin before departing.",
  TENTATIVE: "Do not depart until the deposit is confirmed.",
  DEPOSIT_RECEIVED: "Do not depart until full payment is received and logged.",
  PAID_IN_FULL: null,
};

/** The only place that decides about departure: the fare must be paid in full, and the event must not be cancelled. */
export function decideDeparture({ status, terms, fareMinorUnits }: DepartureFacts): Departure {
  const state = paymentState(terms, fareMinorUnits);
  const banner = isCancelled(status) ? CANCELLED_BANNER : BANNERS[state];
  return { paymentState: state, clearToDepart: banner === null, banner };
}

/** The status is a word that people may have typed, so its case, spelling and surrounding spaces vary. */
export function isCancelled(status: string | null): boolean {
  return /^\s*cancell?ed\s*$/i.test(status ?? "");
}
