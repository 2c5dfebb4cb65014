import { msg, str } from "@lit/localize";
import { faultTexts } from "../dialog/form-texts.ts";
import type { AmountFault } from "../shared/money-field.ts";

/** Texts of the terms dialog. */
export const termsTexts = {
  get explains() {
    return msg("The crew may depart only when the agreed total is covered.");
  },
  agreedTotal: (currency: string) => msg(str`Agreed total in ${currency}`),
  deposit: (currency: string) => msg(str`Deposit in ${currency}`),
  get save() {
    return msg("Save terms");
  },
  get saving() {
    return msg("Saving…");
  },
  get depositAboveTotal() {
    return msg("Enter no more than the agreed total.");
  },
  get nothingLost() {
    return msg("Nothing you typed is lost. Press “Save terms” again: the same terms twice are the same.");
  },
  saved: (total: string) => msg(str`Terms set: ${total} in all.`),
  savedWithDeposit: (total: string, deposit: string) =>
    msg(str`Terms set: ${total} in all, ${deposit} as a deposit.`),
  amount: (fault: AmountFault, currency: { code: string; minorDigits: number }): string => {
    if (fault === "blank") return msg("Enter what the event costs in all.");
    return fault === "not-positive" ? msg("Enter zero or more.") : faultTexts.amount(fault, currency);
  },
};
