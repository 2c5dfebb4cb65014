import type { Currency } from "./currency.ts";
import { decimalSign } from "./form-formats.ts";
import { type AmountReading, type AmountRules, readAmount } from "./money-field.ts";

/** Reads an amount of a currency that was typed in the page's language. */
export function readTypedAmount(
  text: string,
  { minorDigits }: Currency,
  rules: Pick<AmountRules, "allowsZero"> = {},
): AmountReading {
  return readAmount({ text, minorDigits, decimalSign: decimalSign(), ...rules });
}
