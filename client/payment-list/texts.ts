import { msg, str } from "@lit/localize";

/** Texts of `<payment-list>`. */
export const listTexts = {
  groupLabel: (title: string | null) => (title ? msg(str`Payments for ${title}`) : msg("Payments")),
  get totalLabel() {
    return msg("Total collected");
  },
  paymentCount: (count: number) => (count === 1 ? msg("1 payment") : msg(str`${count} payments`)),
  get loading() {
    return msg("Loading payments…");
  },
  get empty() {
    return msg("No payments yet.");
  },
  get failed() {
    return msg("Payments could not be loaded.");
  },
  get stale() {
    return msg("Could not refresh. What is shown may be out of date.");
  },
  get retry() {
    return msg("Try again");
  },
  get signedOut() {
    return msg("Sign in to see payments.");
  },
  get forbidden() {
    return msg("You may not see payments.");
  },
  get unknownEvent() {
    return msg("This event is not known here, so there are no payments to show.");
  },
  get loadMore() {
    return msg("Load more");
  },
  get loadingMore() {
    return msg("Loading more…");
  },
  get moreFailed() {
    return msg("The earlier payments could not be loaded.");
  },
};

/** Texts of the head of a card. */
export const summaryTexts = {
  ofAgreed: (amount: string) => msg(str`of ${amount} agreed`),
  balanceDue: (amount: string) => msg(str`Balance due ${amount}`),
  credit: (amount: string) => msg(str`Credit ${amount}`),
  get paidInFull() {
    return msg("Paid in full");
  },
  depositOpen: (amount: string) => msg(str`Deposit of ${amount} not covered yet`),
  depositCovered: (amount: string) => msg(str`Deposit of ${amount} covered`),
  get byMethod() {
    return msg("Collected by method");
  },
};

/** Texts for the history of a payment. */
export const historyTexts = {
  voided: (instant: string) => msg(str`Voided ${instant}`),
  voidedBy: (instant: string, name: string) => msg(str`Voided ${instant} by ${name}`),
  corrected: (amount: string) => msg(str`Corrected: was ${amount}`),
};
