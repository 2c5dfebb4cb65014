import type { AmountFault } from "./money-field.ts";

/** Sentences for accidents between the page and the server. */
export const errorTexts = {
  network: "No answer from the server. Check the connection and try again.",
  badAnswer: (status: number) =>
    `The server cannot be reached just now (status ${status}). Try again in a moment.`,
  unauthenticated: "You are not signed in, or your sign-in has ended. Sign in and try again.",
  forbidden: "You may not see or log payments with this sign-in.",
  serverFailed: (requestId: string | undefined) =>
    `Something went wrong on the server. Try again.${requestId ? ` (Request ${requestId})` : ""}`,
};

/** Words of `<payment-list>`. */
export const listTexts = {
  groupLabel: (title: string | null) => (title ? `Payments for ${title}` : "Payments"),
  totalLabel: "Total collected",
  paymentCount: (count: number) => (count === 1 ? "1 payment" : `${count} payments`),
  noMethod: "Method not noted",
  logPayment: "Log payment",
  logPaymentFor: (title: string | null) => (title ? `Log payment for ${title}` : "Log payment"),
  loading: "Loading payments…",
  empty: "No payments yet.",
  failed: "Payments could not be loaded.",
  stale: "Could not refresh. What is shown may be out of date.",
  retry: "Try again",
  signedOut: "Sign in to see payments.",
  forbidden: "You may not see payments.",
  unknownEvent: "This event is not known here, so there are no payments to show.",
  loadMore: "Load more",
  loadingMore: "Loading more…",
  actionsFailed: "This part of the page could not be loaded. Check the connection, or reload the page.",
  moreFailed: "The earlier payments could not be loaded.",
};

/** Words of one entry of the list. */
export const entryTexts = {
  noPatron: "No name",
  noMethod: "Method not noted",
  noReceivedOn: "Date not noted",
  unreadableAmount: (stored: string) => `“${stored}”`,
  notCounted: "Not an amount of this currency, so it is not counted.",
  received: (date: string, kind: "PAYMENT" | "VOID" | "REFUND") =>
    kind === "REFUND" ? `Given back ${date}` : `Received ${date}`,
  logged: (instant: string) => `Logged ${instant}`,
  loggedBy: (instant: string, name: string) => `Logged ${instant} by ${name}`,
  recordedBy: (name: string) => `Recorded by ${name}`,
  late: "Logged late",
  adopted: "From the earlier tool",
  reason: (reason: string) => `Reason: ${reason}`,
  kinds: { PAYMENT: "", VOID: "Void", REFUND: "Refund" },
  statuses: {
    RECORDED: "",
    PARTIALLY_REFUNDED: "Partly refunded",
    REFUNDED: "Refunded",
    VOIDED: "Voided",
    CORRECTED: "Corrected",
  },
  refunded: (amount: string) => `${amount} given back`,
  more: "More",
  moreAbout: (amount: string, patron: string) => `More about ${amount} from ${patron}`,
};

/** Words for the state of a mail. */
export const mailTexts = {
  notification: {
    PENDING: "Mail on its way",
    SENT: "Mail sent",
    FAILED: "Mail failed",
    OFF: "Mail off",
  },
  receipt: {
    PENDING: "Receipt on its way",
    SENT: "Receipt sent",
    FAILED: "Receipt failed",
    OFF: "Receipt off",
  },
  withReason: (state: string, reason: string) => `${state}: ${reason}`,
};

/** Words of `<payment-state>`. What the server says in `banner` stands beside them as it is. */
export const stateTexts = {
  groupLabel: (title: string | null) => (title ? `Departure: ${title}` : "Departure"),
  clear: "Clear to depart",
  paidInFull: "Paid in full.",
  stop: "Do not depart",
  askAdmin: "Ask the admin before departing.",
  cancelled: "This event is cancelled.",
  unsure: "Could not check",
  askAdminFirst: "Do not depart before you have asked the admin.",
  deadLink: "This link does not work (any more). Ask the admin for a new one.",
  unknownEvent: "This event is not known here.",
  checking: "Checking…",
  wait: "Wait for the answer before you depart.",
  checkedAt: (time: string) => `Checked at ${time}`,
  triedAt: (time: string) => `Tried at ${time}`,
  checkAgain: "Check again",
};

/** Words of `<payment-modal>`. */
export const modalTexts = {
  heading: "Log payment",
  close: "Close",
  cancel: "Cancel",
  submit: "Log payment",
  submitting: "Logging…",
  tryAgain: "Try again",
  loading: "Loading the form…",
  eventUnknown: "This event is not known here, so no payment can be logged for it.",
  mayNotLog: "You may see payments, but not log them, with this sign-in.",
  openedWithoutEvent:
    "<payment-modal> was opened without an event: give open() an event id, or set the attribute event-id.",
  draftKept: "What you typed before is still here.",
  unansweredBefore:
    "The last try got no answer. Press “Log payment” again: what came through already is not logged twice.",
  notLoggedTwice: "Nothing you typed is lost. Press “Log payment” again: it will not be logged twice.",
  logged: (amount: string, patron: string) => `Logged ${amount} from ${patron}.`,
};

/** Labels and hints of the form's fields. */
export const fieldTexts = {
  patron: "Who paid",
  amount: (currency: string) => `Amount in ${currency}`,
  method: "How it was paid",
  reference: "Reference",
  optional: "optional",
  receivedOn: "Received on",
  notes: "Notes",
  patronEmail: "Email for a receipt",
};

/** What to say at a field. */
export const faultTexts = {
  patronBlank: "Enter who paid.",
  methodMissing: "Choose how it was paid.",
  referenceBlank: (label: string) => `${label} is needed.`,
  receivedOnBlank: "Enter the day on which the money was received.",
  receivedOnInFuture: "Choose today or an earlier day.",
  emailMalformed: "Enter an address such as maya@example.com, or leave it empty.",
  amount: (fault: AmountFault, currency: { code: string; minorDigits: number }): string => {
    const example = (125.5).toFixed(currency.minorDigits);
    switch (fault) {
      case "blank":
        return "Enter how much was received.";
      case "not-a-decimal":
        return `Enter the amount as a number, such as ${example}.`;
      case "not-positive":
        return "Enter more than zero.";
      case "too-many-minor-digits":
        return currency.minorDigits === 0
          ? `${currency.code} has no decimals: enter a whole number.`
          : `${currency.code} has ${currency.minorDigits} decimals: enter no more.`;
      case "too-large":
        return "Enter at most 10 digits before the point.";
    }
  },
};

/** What to ask when an earlier entry stands in the way. */
export const questionTexts = {
  duplicateHeading: "Is this the same payment?",
  duplicate: "A payment like this is already logged:",
  logAnyway: "Log anyway",
  goBack: "Go back",
  conflictHeading: "Already logged",
  conflict: "An earlier try of this form came through, and logged this:",
  /** By the names of the input. */
  fields: {
    eventId: "event",
    patron: "who paid",
    amount: "amount",
    currency: "currency",
    method: "how it was paid",
    reference: "reference",
    notes: "notes",
    patronEmail: "email",
    receivedOn: "received on",
  },
  conflictDiffers: (fields: string) => `What differs now: ${fields}.`,
  logSeparately: "Log this as a separate payment",
  keepEarlier: "Close, the earlier one is right",
};
