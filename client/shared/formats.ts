import { countMinorDigits } from "./currency.ts";
import { dateFormat, isolate, numberFormat } from "./intl.ts";

/** A day with a time. */
export const SHORT_INSTANT = {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
} as const satisfies Intl.DateTimeFormatOptions;

/**
 * Formats an exact amount, e.g. `$125.50`. The number of digits comes from the decimal text, because `Intl` differs from ISO 4217
 * for some currencies (no digits for HUF, which has 2).
 */
export function formatMoney({ amount, currency }: { amount: string; currency: string }): string {
  const digits = countMinorDigits(amount);
  const format = numberFormat({
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return isolate(format.format(amount as Intl.StringNumericLiteral));
}

/** Formats a calendar date, e.g. `Jun 14, 2026`. It has no time zone, so no zone can shift it by a day. */
export function formatDate(localDate: string): string {
  const format = dateFormat({ dateStyle: "medium", timeZone: "UTC" });
  return isolate(format.format(new Date(`${localDate}T00:00:00Z`)));
}

/** Formats an instant in the operator's time zone, e.g. `Jun 14, 2026, 4:05 PM PDT`. */
export function formatInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  const format = dateFormat({
    ...SHORT_INSTANT,
    year: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return isolate(format.format(new Date(instant)));
}

/** Formats an instant whose year and zone are clear from the context, e.g. `Jun 14, 4:05 PM`. */
export function formatShortInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  return isolate(dateFormat({ ...SHORT_INSTANT, timeZone }).format(new Date(instant)));
}
