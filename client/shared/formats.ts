import { countMinorDigits } from "./currency.ts";
import { dateFormat, isolate, numberFormat } from "./intl.ts";

/** A day and the time on it. */
export const SHORT_INSTANT = {
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
  return isolate(format.format(amount as Intl.StringNumericLiteral));
}

/** Draws a calendar date, e.g. `Jun 14, 2026`. It has no zone, so no zone can move it by a day. */
export function formatDate(localDate: string): string {
  const format = dateFormat({ dateStyle: "medium", timeZone: "UTC" });
  return isolate(format.format(new Date(`${localDate}T00:00:00Z`)));
}

/** Draws an instant in the operator's zone, e.g. `Jun 14, 2026, 4:05 PM PDT`. */
export function formatInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  const format = dateFormat({
    ...SHORT_INSTANT,
    year: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return isolate(format.format(new Date(instant)));
}

/** Draws an instant where its year and zone are plain from what stands around it, e.g. `Jun 14, 4:05 PM`. */
export function formatShortInstant({ instant, timeZone }: { instant: string; timeZone: string }): string {
  return isolate(dateFormat({ ...SHORT_INSTANT, timeZone }).format(new Date(instant)));
}
