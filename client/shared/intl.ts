import { pageLanguage } from "./language.ts";

/** Right-to-left characters, and the marks that `Intl` adds. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u061c\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * Isolates a formatted amount or date if it is right-to-left, so that it does not reorder the text around it. A dollar sign at its
 * end stays with its letters: `US$`, not `$US`.
 */
export function isolate(drawn: string): string {
  return RIGHT_TO_LEFT.test(drawn) ? `\u2068${drawn.replace(/\$$/, "$&\u200e")}\u2069` : drawn;
}

/** Creating a format costs more than using it, and a long list uses few of them. */
const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** A number format in the page's language, or in another one. */
export function numberFormat(
  options: Intl.NumberFormatOptions,
  language = pageLanguage(),
): Intl.NumberFormat {
  return knownOr(["number", language, options], () => new Intl.NumberFormat(language, options));
}

/**
 * A date format in the page's language, or in another one. Always with the Gregorian calendar, in which dates are stored and
 * typed, whatever is usual in the page's country.
 */
export function dateFormat(
  options: Intl.DateTimeFormatOptions,
  language = pageLanguage(),
): Intl.DateTimeFormat {
  const all = { ...options, calendar: "gregory" };
  return knownOr(["date", language, all], () => new Intl.DateTimeFormat(language, all));
}

function knownOr<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: unknown[],
  create: () => Format,
): Format {
  const name = JSON.stringify(key);
  const format = (known.get(name) as Format | undefined) ?? create();
  known.set(name, format);
  return format;
}
