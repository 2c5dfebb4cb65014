import { formatDecimal, minorDigits } from "../values/money.ts";

const LOCALE = "en-US";

/** Formats minor units for display, e.g. `$125.50` or `¥3,000`. The number of decimals comes from ISO 4217, not from `Intl`. */
export function formatMoney(minorUnits: number, currency: string): string {
  const digits = minorDigits(currency) ?? 0;
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(formatDecimal(minorUnits, digits) as `${number}`);
}

/** Formats a calendar date, e.g. `Sunday, June 14, 2026`. It is parsed and formatted in UTC, so it never shifts. */
export function formatDate(date: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Formats an instant in a zone, e.g. `June 14, 2026 at 4:30 PM PDT`. */
export function formatInstant(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(new Date(instant));
}
