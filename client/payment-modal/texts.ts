import { msg, str } from "@lit/localize";
import type { AmountFault } from "../shared/money-field.ts";

/** Words of the form as a whole. */
export const formTexts = {
  get cancel() {
    return msg("Cancel");
  },
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

/** Labels and hints of the form's fields. */
export const fieldTexts = {
  get patron() {
    return msg("Who paid");
  },
  get suggestions() {
    return msg("Patrons of this event");
  },
  amount: (currency: string) => msg(str`Amount in ${currency}`),
  get method() {
    return msg("How it was paid");
  },
  get reference() {
    return msg("Reference");
  },
  get optional() {
    return msg("optional");
  },
  get receivedOn() {
    return msg("Received on");
  },
  get notes() {
    return msg("Notes");
  },
  get patronEmail() {
    return msg("Email for a receipt");
  },
};

/** What to say at a field. */
export const faultTexts = {
  get patronBlank() {
    return msg("Enter who paid.");
  },
  get methodMissing() {
    return msg("Choose how it was paid.");
  },
  referenceBlank: (label: string) => msg(str`${label} is needed.`),
  get receivedOnBlank() {
    return msg("Enter the day on which the money was received.");
  },
  get receivedOnInFuture() {
    return msg("Choose today or an earlier day.");
  },
  get emailMalformed() {
    return msg("Enter an address such as maya@example.com, or leave it empty.");
  },
  amount: (fault: AmountFault, currency: { code: string; minorDigits: number }): string => {
    const { code, minorDigits } = currency;
    const example = (125.5).toFixed(minorDigits);
    switch (fault) {
      case "blank":
        return msg("Enter how much was received.");
      case "not-a-decimal":
        return msg(str`Enter the amount as a number, such as ${example}.`);
      case "not-positive":
        return msg("Enter more than zero.");
      case "too-many-minor-digits":
        return minorDigits === 0
          ? msg(str`${code} has no decimals: enter a whole number.`)
          : msg(str`${code} has ${minorDigits} decimals: enter no more.`);
      case "too-large":
        return msg("Enter at most 10 digits before the point.");
    }
  },
};

/** What to ask when an earlier entry stands in the way. */
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
  /** By the names of the input. */
  get fields() {
    return {
      eventId: msg("event"),
      patron: msg("who paid"),
      amount: msg("amount"),
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
