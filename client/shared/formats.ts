import { countMinorDigits } from "./money-field.ts";

/** The words around are English, so numbers and dates are drawn for English readers too, whatever the browser's language. */
const LOCALE = "en-US";

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
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** The sign or code that stands before an amount of this currency, e.g. `$`. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat(LOCALE, { style: "currency", currency }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** Draws decimal text with groups of thousands and without a currency, e.g. `1,250.00`: what a field shows. */
export function formatDecimal(amount: string): string {
  const [whole = "", minor] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return minor === undefined ? grouped : `${grouped}.${minor}`;
}

/** Draws a calendar date, e.g. `Jun 14, 2026`. It has no zone, so no zone can move it by a day. */
export function formatDate(localDate: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(`${localDate}T00:00:00Z`));
}

/** Draws an instant in the operator's zone, e.g. `Jun 14, 2026, 4:05 PM PDT`. */
export function formatInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...SHORT_INSTANT,
    year: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(new Date(instant));
}

/** Draws an instant where its year and zone are plain from what stands around it, e.g. `Jun 14, 4:05 PM`. */
export function formatShortInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  return new Intl.DateTimeFormat(LOCALE, { ...SHORT_INSTANT, timeZone }).format(new Date(instant));
}

/** Draws an instant in the reader's own zone with the day of the week, e.g. `Sun, Jun 14, 2026, 4:05 PM PDT`. */
export function formatLongInstant(instant: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...SHORT_INSTANT,
    weekday: "short",
    year: "numeric",
    timeZoneName: "short",
  });
  return format.format(new Date(instant));
}

/** Draws the time of day in the reader's own zone, e.g. `4:05 PM`. */
export function formatTimeOfDay(instantMs: number): string {
  return new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" }).format(instantMs);
}

/** The calendar date of an instant in a zone as `YYYY-MM-DD`; of this moment when no instant is given. */
export function dateIn({ timeZone, instant = new Date() }: { timeZone: string; instant?: Date }): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}
