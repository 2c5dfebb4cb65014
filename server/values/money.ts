import currencies from "../../schema/currencies.json" with { type: "json" };

const digitsByCurrency: Record<string, number> = currencies;

/** The number of decimals of an ISO 4217 currency, or null if the currency is unknown. */
export function minorDigits(currency: string): number | null {
  return Object.hasOwn(digitsByCurrency, currency) ? (digitsByCurrency[currency] ?? null) : null;
}

/** The maximum number of digits of an amount before the point. */
export const MAX_WHOLE_DIGITS = 10;

/** The maximum number of decimals of any currency. */
export const MAX_MINOR_DIGITS = Math.max(...Object.values(digitsByCurrency));

/** Why a text is not a valid amount to log. */
export type AmountFault = "NOT_A_DECIMAL" | "NOT_POSITIVE" | "TOO_MANY_DIGITS";

const DECIMAL = /^(-?)0*(\d+)(?:\.(\d+))?$/;

/** Reads decimal text as minor units, exactly and signed: `-125.50` with 2 digits is -12550. */
export function parseDecimal(
  text: string,
  digits: number,
): { minorUnits: number } | { fault: "NOT_A_DECIMAL" | "TOO_MANY_DIGITS" } {
  const match = DECIMAL.exec(text);
  if (!match) return { fault: "NOT_A_DECIMAL" };
  const [, sign = "", whole = "", fraction = ""] = match;
  if (whole.length > MAX_WHOLE_DIGITS || fraction.length > digits) return { fault: "TOO_MANY_DIGITS" };
  const minorUnits = Number(whole + fraction.padEnd(digits, "0"));
  return { minorUnits: sign && minorUnits !== 0 ? -minorUnits : minorUnits };
}

/** Reads decimal text as an amount to log: like `parseDecimal`, but greater than zero. */
export function parseAmount(text: string, digits: number): { minorUnits: number } | { fault: AmountFault } {
  const parsed = parseDecimal(text, digits);
  return "minorUnits" in parsed && parsed.minorUnits <= 0 ? { fault: "NOT_POSITIVE" } : parsed;
}

/** The shortest text of the same decimal number (`0125.50` becomes `125.5`), or the text itself if it is not a number. */
export function normalDecimal(text: string): string {
  const match = DECIMAL.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  const normal = significant ? `${whole}.${significant}` : whole;
  return normal === "0" ? "0" : sign + normal;
}

/** Formats minor units as decimal text with all decimals: 12550 with 2 digits is `125.50`. */
export function formatDecimal(minorUnits: number, digits: number): string {
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const sign = minorUnits < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

/**
 * Reads a stored DynamoDB number as minor units, signed, without passing through a float.
 * Null if it has more decimals than the currency, or is too large to be exact.
 */
export function storedToMinorUnits(stored: string, digits: number): number | null {
  const match = DECIMAL.exec(stored);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > digits) return null;
  const minorUnits = Number(whole + significant.padEnd(digits, "0"));
  if (!Number.isSafeInteger(minorUnits)) return null;
  return sign && minorUnits !== 0 ? -minorUnits : minorUnits;
}
