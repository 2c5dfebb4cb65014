import { msg, str } from "@lit/localize";

/** Texts of an entry. */
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
  movedTo: (eventId: string) => msg(str`Moved to ${eventId}`),
  movedFrom: (eventId: string) => msg(str`Moved here from ${eventId}`),
};

/** Texts for the status of a mail. */
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
