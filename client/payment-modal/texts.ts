import { msg, str } from "@lit/localize";

/** Texts of the form as a whole. */
export const formTexts = {
  get submit() {
    return msg("Log payment");
  },
  get submitting() {
    return msg("Logging…");
  },
  get draftKept() {
    return msg("What you typed before is still here.");
  },
  get unansweredBefore() {
    return msg(
      "The last try got no answer. Press “Log payment” again: what came through already is not logged twice.",
    );
  },
  get notLoggedTwice() {
    return msg("Nothing you typed is lost. Press “Log payment” again: it will not be logged twice.");
  },
  logged: (amount: string, patron: string) => msg(str`Logged ${amount} from ${patron}.`),
};

/** Texts shown instead of the form. */
export const deadEndTexts = {
  get eventUnknown() {
    return msg("This event is not known here, so no payment can be logged for it.");
  },
  get mayNotLog() {
    return msg("You may see payments, but not log them, with this sign-in.");
  },
};

/** Texts of the question about an existing entry. */
export const questionTexts = {
  get duplicateHeading() {
    return msg("Is this the same payment?");
  },
  get duplicate() {
    return msg("A payment like this is already logged:");
  },
  get logAnyway() {
    return msg("Log anyway");
  },
  get goBack() {
    return msg("Go back");
  },
  get conflictHeading() {
    return msg("Already logged");
  },
  get conflict() {
    return msg("An earlier try of this form came through, and logged this:");
  },
  /** Labels by input name. */
  get fields() {
    return {
      eventId: msg("event"),
      patron: msg("who paid"),
      amount: msg("amount"),
      parts: msg("tip and security deposit"),
      currency: msg("currency"),
      method: msg("how it was paid"),
      reference: msg("reference"),
      notes: msg("notes"),
      patronEmail: msg("email"),
      receivedOn: msg("received on"),
    };
  },
  conflictDiffers: (fields: string) => msg(str`What differs now: ${fields}.`),
  get logSeparately() {
    return msg("Log this as a separate payment");
  },
  get keepEarlier() {
    return msg("Close, the earlier one is right");
  },
};
