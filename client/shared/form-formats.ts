import { type Currency, countMinorDigits } from "./currency.ts";
import { dateFormat, numberFormat } from "./intl.ts";
import { pageLanguage } from "./language.ts";
import { type AmountReading, type AmountRules, readAmount } from "./money-field.ts";

/** The sign or code before an amount of this currency, e.g. `$`. */
export function currencySign(currency: string): string {
  const parts = numberFormat({ style: "currency", currency }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** Formats decimal text with thousands separators and without a currency, e.g. `1,250.00`, as a field shows it. */
export function formatDecimal(amount: string, language = pageLanguage()): string {
  const digits = countMinorDigits(amount);
  const format = numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }, language);
  return format.format(amount as Intl.StringNumericLiteral);
}

/** The decimal separator of the page's language. */
export function decimalSign(language = pageLanguage()): string {
  const parts = numberFormat({}, language).formatToParts(0.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/** The calendar date of an instant in a time zone as `YYYY-MM-DD`; default: now. */
export function dateIn({ timeZone, instant = new Date() }: { timeZone: string; instant?: Date }): string {
  const format = dateFormat({ year: "numeric", month: "2-digit", day: "2-digit", timeZone }, "en-US");
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/** Reads an amount that was typed in the page's language. */
export function readTypedAmount(
  text: string,
  { minorDigits }: Currency,
  rules: Pick<AmountRules, "allowsZero"> = {},
): AmountReading {
  return readAmount({ text, minorDigits, decimalSign: decimalSign(), ...rules });
}
