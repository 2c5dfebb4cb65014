import { rivera } from "./parts.js";

const sail = { ...rivera, startsAt: "2026-06-15T00:30:00.000Z", status: "confirmed" };

const stop = (paymentState, banner) => ({ ...sail, paymentState, clearToDepart: false, banner });

/** What the crew sees, by payment state. */
export const crew = {
  clear: { ...sail, paymentState: "PAID_IN_FULL", clearToDepart: true, banner: null },
  tentative: stop("TENTATIVE", "Do not depart until the deposit is confirmed."),
  deposit: stop("DEPOSIT_RECEIVED", "Do not depart until full payment is received and logged."),
  noTerms: stop("UNKNOWN", "Payment terms are not set. Ask the admin before departing."),
  cancelled: { ...stop("PAID_IN_FULL", "This charter is cancelled."), status: "cancelled" },
};
