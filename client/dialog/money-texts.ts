import { msg, str } from "@lit/localize";
import type { Currency } from "../shared/currency.ts";
import { formatMoney } from "../shared/formats.ts";
import { partWords } from "../shared/purpose-texts.ts";
import { type MoneyUnits, partsOf, sumOf, toMoney } from "./money-parts.ts";

/** Texts of the fields of an amount. */
export const moneyTexts = {
  get add() {
    return msg("Add a tip or a security deposit");
  },
  get gratuity() {
    return msg("Tip for the crew");
  },
  get securityDeposit() {
    return msg("Security deposit");
  },
  fare: (currency: string) => msg(str`Fare in ${currency}`),
};

const sumTexts = {
  balance: (amount: string) => msg(str`${amount} balance`),
  received: (parts: string, total: string) => msg(str`${parts} = ${total} received`),
  givenBack: (parts: string, total: string) => msg(str`${parts} = ${total} given back`),
};

/** How the fields add up, in words. Empty if there is only fare, which adds up to itself. */
export function sumWords(
  units: MoneyUnits,
  sum: { currency: Currency; balanceMinorUnits?: number | undefined; outcome: "received" | "givenBack" },
): string {
  const { currency, balanceMinorUnits, outcome } = sum;
  const parts = partsOf(units, currency);
  if (parts.every(({ purpose }) => purpose === "FARE")) return "";
  const words = parts.map((part) =>
    part.purpose === "FARE" && part.amount.minorUnits === balanceMinorUnits
      ? sumTexts.balance(formatMoney(part.amount))
      : partWords(part),
  );
  return sumTexts[outcome](words.join(" + "), formatMoney(toMoney(sumOf(units), currency)));
}
