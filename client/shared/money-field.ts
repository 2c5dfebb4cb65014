/** The possible faults of a typed amount. */
export type AmountFault = "blank" | "not-a-decimal" | "not-positive" | "too-many-minor-digits" | "too-large";

/** A typed amount: its minor units and the decimal text to send, or its fault. */
export type AmountReading =
  | { ok: true; minorUnits: bigint; decimal: string }
  | { ok: false; fault: AmountFault };

/** The largest number of digits before the point. */
export const MAX_WHOLE_DIGITS = 10;

/** What an ambiguous text is read as: no amount. */
const UNREADABLE = "?";

/** The zero digits of other scripts: Arabic, Persian, Devanagari, Bengali, full width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

/** What reading depends on besides the text. */
export interface AmountRules {
  /** The currency's number of minor digits. */
  minorDigits: number;

  /** The decimal separator of the page's language. Default: a point. */
  decimalSign?: string;

  /** Whether zero is valid: it can be agreed on, but not paid. Default: false. */
  allowsZero?: boolean;
}

/**
 * Reads a typed amount without using a float. A currency sign, spaces and thousands separators are accepted; ambiguous text is
 * refused instead of guessed.
 */
export function readAmount({ text, ...rules }: { text: string } & AmountRules): AmountReading {
  const bare = withoutCurrencySign(inOurDigits(text));
  if (bare === "") return { ok: false, fault: "blank" };
  if (/^[-−]/.test(bare)) return { ok: false, fault: "not-positive" };
  const [, whole = "", fraction = ""] = /^(\d*)(?:\.(\d*))?$/.exec(withPoint(bare, rules)) ?? [];
  if (whole + fraction === "") return { ok: false, fault: "not-a-decimal" };
  return readDigits({ whole: whole.replace(/^0+(?=\d)/, ""), fraction }, rules);
}

function readDigits(
  { whole, fraction }: { whole: string; fraction: string },
  { minorDigits, allowsZero }: AmountRules,
): AmountReading {
  if (fraction.length > minorDigits) return { ok: false, fault: "too-many-minor-digits" };
  if (whole.length > MAX_WHOLE_DIGITS) return { ok: false, fault: "too-large" };
  const minor = fraction.padEnd(minorDigits, "0");
  const minorUnits = BigInt(whole + minor);
  if (minorUnits === 0n && !allowsZero) return { ok: false, fault: "not-positive" };
  return { ok: true, minorUnits, decimal: (whole || "0") + (minor && `.${minor}`) };
}

function inOurDigits(text: string): string {
  const toDigit = (character: string) => {
    const code = character.charCodeAt(0);
    const zero = ZEROS.find((candidate) => code >= candidate && code < candidate + 10);
    return zero === undefined ? character : String(code - zero);
  };
  return text
    .replace(/\p{Nd}/gu, toDigit)
    .replace(/[٫．]/g, ".")
    .replace(/[٬،，]/g, ",");
}

/** Direction marks may be copied along with an amount from right-to-left text. */
function withoutCurrencySign(text: string): string {
  const withoutSpaces = text.replace(/[\s\u00a0\u202f\u200e\u200f\u061c]/g, "");
  return withoutSpaces.replace(/^\p{Sc}|\p{Sc}$/gu, "").replace(/(?<=\d)['’](?=\d{3})/g, "");
}

/**
 * Many phone keyboards offer a comma and no point, so `125,50` must be readable; `1,250` has a thousands separator, and `1.250`
 * only if the currency has no minor digits. With three minor digits both are ambiguous: only the separator of the page's own
 * language is accepted.
 */
function withPoint(text: string, { minorDigits, decimalSign = "." }: AmountRules): string {
  const isEither = minorDigits === 3 && /^\d{1,3}[.,]\d{3}$/.test(text);
  if (isEither) return text.includes(inOurDigits(decimalSign)) ? text.replace(",", ".") : UNREADABLE;
  if (/^\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$/.test(text)) return text.replaceAll(",", "");
  if (/^\d{1,3}(\.\d{3})+,\d*$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  if (minorDigits === 0 && /^\d{1,3}(\.\d{3})+$/.test(text)) return text.replaceAll(".", "");
  const isDecimalComma = /^\d*,\d+$/.test(text) && (minorDigits === 3 || !/,\d{3}$/.test(text));
  return isDecimalComma ? text.replace(",", ".") : text;
}
