/** What can be wrong with a typed amount. */
export type AmountFault = "blank" | "not-a-decimal" | "not-positive" | "too-many-minor-digits" | "too-large";

/** A typed amount, read: exact minor units and the decimal text to send, or what is wrong with it. */
export type AmountReading =
  | { ok: true; minorUnits: bigint; decimal: string }
  | { ok: false; fault: AmountFault };

const MAX_WHOLE_DIGITS = 10;

/**
 * Reads what a person typed into an amount field, without ever passing through a float. A currency sign, spaces
 * and groups of thousands are accepted; whatever could be meant in two ways is refused rather than guessed.
 */
export function readAmount({ text, minorDigits }: { text: string; minorDigits: number }): AmountReading {
  const bare = withoutCurrencySign(text);
  if (bare === "") return { ok: false, fault: "blank" };
  if (/^[-−]/.test(bare)) return { ok: false, fault: "not-positive" };
  const [, whole = "", fraction = ""] = /^(\d*)(?:\.(\d*))?$/.exec(withPoint(bare, minorDigits)) ?? [];
  if (whole + fraction === "") return { ok: false, fault: "not-a-decimal" };
  return readDigits({ whole: whole.replace(/^0+(?=\d)/, ""), fraction, minorDigits });
}

/** How many minor digits a decimal text carries: `125.50` has 2, `3000` none. The server always sends all of them. */
export function countMinorDigits(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}

function readDigits(number: { whole: string; fraction: string; minorDigits: number }): AmountReading {
  const { whole, fraction, minorDigits } = number;
  if (fraction.length > minorDigits) return { ok: false, fault: "too-many-minor-digits" };
  if (whole.length > MAX_WHOLE_DIGITS) return { ok: false, fault: "too-large" };
  const minor = fraction.padEnd(minorDigits, "0");
  const minorUnits = BigInt(whole + minor);
  if (minorUnits === 0n) return { ok: false, fault: "not-positive" };
  return { ok: true, minorUnits, decimal: (whole || "0") + (minor && `.${minor}`) };
}

function withoutCurrencySign(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, "").replace(/^\p{Sc}|\p{Sc}$/gu, "");
}

/**
 * Phone keyboards of many countries offer a comma and no point, so `125,50` has to be readable. `1,250` is a group
 * of thousands, except where the currency has three minor digits: there it could be either, and stays unreadable.
 */
function withPoint(text: string, minorDigits: number): string {
  const isGrouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
  const isAmbiguous = minorDigits === 3 && /^\d{1,3},\d{3}$/.test(text);
  if (isGrouped && !isAmbiguous) return text.replaceAll(",", "");
  const isDecimalComma = /^\d*,\d+$/.test(text) && !/,\d{3}$/.test(text);
  return isDecimalComma ? text.replace(",", ".") : text;
}
