import { msg } from "@lit/localize";
import { textLanguage } from "./language.ts";

/** The server's refusal in the page's language, or in the server's words if there is no translation. */
export function refusalWords({ __typename, message }: { __typename: string; message: string }): string {
  return (textLanguage() !== "en" && REFUSALS[__typename]?.()) || message;
}

/** The server's fault of a field, likewise. The server's English texts name limits and examples, so English pages use them. */
export function faultWords({ code, message }: { code: string; message: string }): string {
  return (textLanguage() !== "en" && FAULTS[code]?.()) || message;
}

const REFUSALS: Partial<Record<string, () => string>> = {
  EventNotFound: () => msg("There is no such event."),
  PaymentNotFound: () => msg("There is no such entry."),
  PossibleDuplicate: () => msg("A payment like this is already logged."),
  IdempotencyConflict: () => msg("This was sent before with other input. Nothing was logged now."),
  Busy: () => msg("The ledger is busy or cannot be reached. Try again."),
  AlreadyReversed: () => msg("Somebody was first: this entry is voided or corrected already."),
  RefundStanding: () => msg("Money of this payment was given back. Void the refund first."),
  RefundExceedsPayment: () => msg("This is more than what is left of the payment."),
  NotReversible: () => msg("This entry cannot be taken back."),
  CurrencyMismatch: () => msg("That event is kept in another currency."),
};

const FAULTS: Partial<Record<string, () => string>> = {
  BLANK: () => msg("Fill this in."),
  TOO_LONG: () => msg("This is too long."),
  CONTROL_CHARACTER: () => msg("This holds characters that cannot be shown."),
  NOT_A_DECIMAL: () => msg("Enter a number."),
  NOT_POSITIVE: () => msg("Enter more than zero."),
  TOO_MANY_DIGITS: () => msg("This has more digits than the currency, or than can be kept."),
  TOTAL_TOO_LARGE: () => msg("The event's total would become larger than can be kept."),
  PARTS_DIFFER: () => msg("The parts must add up to the amount."),
  REPEATED_PURPOSE: () => msg("Each purpose can occur only once."),
  UNKNOWN_METHOD: () => msg("Choose how it was paid."),
  REFERENCE_REQUIRED: () => msg("This method needs a reference."),
  NOT_A_DATE: () => msg("Enter a date."),
  DATE_IN_FUTURE: () => msg("Choose today or an earlier day."),
  DATE_TOO_EARLY: () => msg("Choose a later day."),
  CURRENCY_MISMATCH: () => msg("That event is kept in another currency."),
  NOT_AN_EMAIL: () => msg("Enter an address such as maya@example.com, or leave it empty."),
  CARD_NUMBER: () => msg("This looks like a full card number, which is never stored here."),
  UNKNOWN_EVENT: () => msg("There is no such event."),
  DEPOSIT_ABOVE_TOTAL: () => msg("The deposit is above the agreed total."),
  NOTHING_TO_CORRECT: () => msg("Change what was wrong."),
  NO_PATRON_EMAIL: () => msg("No email address of the patron is kept."),
};
