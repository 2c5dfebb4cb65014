import { pageLanguage } from "./language.ts";
import { countMinorDigits } from "./minor-digits.ts";

/** Making a format costs more than using it, and a long list uses few of them. */
const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions, language = pageLanguage()): Intl.NumberFormat {
  return knownOr(["number", language, options], () => new Intl.NumberFormat(language, options));
}

/** Always of the calendar in which dates are stored and typed, whatever is usual in the page's country. */
function dateFormat(options: Intl.DateTimeFormatOptions, language = pageLanguage()): Intl.DateTimeFormat {
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

const SHORT_INSTANT = {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
} as const satisfies Intl.DateTimeFormatOptions;

/**
 * Draws an exact amount, e.g. `$125.50`. The digits are those of the decimal text: `Intl` has its own ideas about
 * some currencies (none for HUF, where ISO 4217 has 2).
 */
export function formatMoney({ amount, currency }: { amount: string; currency: string }): string {
  const digits = countMinorDigits(amount);
  const format = numberFormat({
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** The sign or code that stands before an amount of this currency, e.g. `$`. */
export function currencySign(currency: string): string {
  const parts = numberFormat({ style: "currency", currency }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** Draws decimal text with groups of thousands and without a currency, e.g. `1,250.00`: what a field shows. */
export function formatDecimal(amount: string, language = pageLanguage()): string {
  const digits = countMinorDigits(amount);
  const format = numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }, language);
  return format.format(amount as Intl.StringNumericLiteral);
}

/** What stands between whole and minor digits in the page's language. */
export function decimalSign(language = pageLanguage()): string {
  const parts = numberFormat({}, language).formatToParts(0.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/** Draws a calendar date, e.g. `Jun 14, 2026`. It has no zone, so no zone can move it by a day. */
export function formatDate(localDate: string): string {
  const format = dateFormat({ dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(`${localDate}T00:00:00Z`));
}

/** Draws an instant in the operator's zone, e.g. `Jun 14, 2026, 4:05 PM PDT`. */
export function formatInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  const format = dateFormat({
    ...SHORT_INSTANT,
    year: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(new Date(instant));
}

/** Draws an instant where its year and zone are plain from what stands around it, e.g. `Jun 14, 4:05 PM`. */
export function formatShortInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  return dateFormat({ ...SHORT_INSTANT, timeZone }).format(new Date(instant));
}

/** Draws an instant in the reader's own zone with the day of the week, e.g. `Sun, Jun 14, 2026, 4:05 PM PDT`. */
function formatLongInstant(instant: string): string {
  const format = dateFormat({
    ...SHORT_INSTANT,
    weekday: "short",
    year: "numeric",
    timeZoneName: "short",
  });
  return format.format(new Date(instant));
}

/**
 * Draws when an event starts: in the reader's own zone, unless instants are to be drawn otherwise. Only an instant can be
 * moved to another zone: a bare date stays that date, and whatever else the dispatch tool may store is shown as it is.
 */
export function formatStartsAt(startsAt: string, drawInstant = formatLongInstant): string {
  if (Number.isNaN(Date.parse(startsAt))) return startsAt;
  if (/^\d{4}-\d\d-\d\d$/.test(startsAt)) return formatDate(startsAt);
  const isInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(startsAt);
  return isInstant ? drawInstant(startsAt) : startsAt;
}

/** Draws the time of day in the reader's own zone, e.g. `4:05 PM`. */
export function formatTimeOfDay(instantMs: number): string {
  return dateFormat({ hour: "numeric", minute: "2-digit" }).format(instantMs);
}

/** The calendar date of an instant in a zone as `YYYY-MM-DD`; of this moment when no instant is given. */
export function dateIn({ timeZone, instant = new Date() }: { timeZone: string; instant?: Date }): string {
  const format = dateFormat({ year: "numeric", month: "2-digit", day: "2-digit", timeZone }, "en-US");
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}
