import { msg, str } from "@lit/localize";
import type { AmountFault } from "../shared/money-field.ts";

/** Labels and hints of fields, and of the button that closes a form. */
export const fieldTexts = {
  get cancel() {
    return msg("Cancel");
  },
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

/** Messages for faults of fields. */
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
