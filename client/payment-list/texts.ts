import { msg, str } from "@lit/localize";

/** Words of `<payment-list>`. */
export const listTexts = {
  groupLabel: (title: string | null) => (title ? msg(str`Payments for ${title}`) : msg("Payments")),
  get totalLabel() {
    return msg("Total collected");
  },
  paymentCount: (count: number) => (count === 1 ? msg("1 payment") : msg(str`${count} payments`)),
  get logPayment() {
    return msg("Log payment");
  },
  logPaymentFor: (title: string | null) => (title ? msg(str`Log payment for ${title}`) : msg("Log payment")),
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

/** Words of one entry of the list. */
export const entryTexts = {
  get noPatron() {
    return msg("No name");
  },
  get noReceivedOn() {
    return msg("Date not noted");
  },
  unreadableAmount: (stored: string) => msg(str`“${stored}”`),
  get notCounted() {
    return msg("Not an amount of this currency, so it is not counted.");
  },
  received: (date: string, kind: "PAYMENT" | "VOID" | "REFUND") =>
    kind === "REFUND" ? msg(str`Given back ${date}`) : msg(str`Received ${date}`),
  logged: (instant: string) => msg(str`Logged ${instant}`),
  loggedBy: (instant: string, name: string) => msg(str`Logged ${instant} by ${name}`),
  recordedBy: (name: string) => msg(str`Recorded by ${name}`),
  get late() {
    return msg("Logged late");
  },
  get adopted() {
    return msg("From the earlier tool");
  },
  reason: (reason: string) => msg(str`Reason: ${reason}`),
  get kinds() {
    return { PAYMENT: "", VOID: msg("Void"), REFUND: msg("Refund") };
  },
  get statuses() {
    return {
      RECORDED: "",
      PARTIALLY_REFUNDED: msg("Partly refunded"),
      REFUNDED: msg("Refunded"),
      VOIDED: msg("Voided"),
      CORRECTED: msg("Corrected"),
    };
  },
  refunded: (amount: string) => msg(str`${amount} given back`),
  get more() {
    return msg("More");
  },
  moreAbout: (amount: string, patron: string) => msg(str`More about ${amount} from ${patron}`),
};

/** Words of the head of a card. */
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

/** Words for what became of a payment. */
export const historyTexts = {
  voided: (instant: string) => msg(str`Voided ${instant}`),
  voidedBy: (instant: string, name: string) => msg(str`Voided ${instant} by ${name}`),
  corrected: (amount: string) => msg(str`Corrected: was ${amount}`),
  movedTo: (eventId: string) => msg(str`Moved to ${eventId}`),
  movedFrom: (eventId: string) => msg(str`Moved here from ${eventId}`),
};

/** Words for the state of a mail. */
export const mailTexts = {
  get notification() {
    return {
      PENDING: msg("Mail on its way"),
      SENT: msg("Mail sent"),
      FAILED: msg("Mail failed"),
      OFF: msg("Mail off"),
    };
  },
  get receipt() {
    return {
      PENDING: msg("Receipt on its way"),
      SENT: msg("Receipt sent"),
      FAILED: msg("Receipt failed"),
      OFF: msg("Receipt off"),
    };
  },
  withReason: (state: string, reason: string) => msg(str`${state}: ${reason}`),
};
