import { msg, str } from "@lit/localize";
import type { PartFragment, PaymentPurpose } from "../api/generated/graphql.ts";
import { formatMoney } from "./formats.ts";

/** An amount and what it is for, e.g. `$180.00 tip`. */
export function partWords({ purpose, amount }: PartFragment): string {
  const money = formatMoney(amount);
  return WORDS[purpose]?.(money) ?? money;
}

/** What an amount contains besides fare, e.g. `incl. $180.00 tip`. Empty if all of it is fare. */
export function partsWords(parts: readonly PartFragment[]): string {
  const others = parts.filter(({ purpose }) => purpose !== "FARE");
  const words = others.map(partWords).join(" + ");
  return words && others.length < parts.length ? msg(str`incl. ${words}`) : words;
}

/** A later version of the server may have more purposes. */
const WORDS: Partial<Record<PaymentPurpose, (money: string) => string>> = {
  FARE: (money) => msg(str`${money} fare`),
  GRATUITY: (money) => msg(str`${money} tip`),
  SECURITY_DEPOSIT: (money) => msg(str`${money} security deposit`),
};
