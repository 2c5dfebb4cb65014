import { pageLanguage } from "./language.ts";

/** Characters that are written from right to left, and the marks that `Intl` sets beside them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u061c\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A drawn amount or date that can stand in a sentence of ours: one from right to left does not turn the sentence around. */
export function isolate(drawn: string): string {
  return RIGHT_TO_LEFT.test(drawn) ? `\u2068${drawn}\u2069` : drawn;
}

/** Making a format costs more than using it, and a long list uses few of them. */
const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** A format of numbers in the page's language, or in another one. */
export function numberFormat(
  options: Intl.NumberFormatOptions,
  language = pageLanguage(),
): Intl.NumberFormat {
  return knownOr(["number", language, options], () => new Intl.NumberFormat(language, options));
}

/**
 * A format of dates in the page's language, or in another one. Always of the calendar in which dates are stored and typed, whatever
 * is usual in the page's country.
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
