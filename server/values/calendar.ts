const MILLISECONDS_PER_DAY = 86_400_000;
const LATE_AFTER_DAYS = 3;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether a text is an IANA time zone, e.g. `America/Los_Angeles`. */
export function isTimeZone(text: string): boolean {
  // The first formatter of a process takes ten times as long as the list, which lacks aliases such as `US/Pacific`.
  if (Intl.supportedValuesOf("timeZone").includes(text)) return true;
  try {
    formatterFor(text);
    return true;
  } catch {
    return false;
  }
}

/** Formats calendar dates in a zone. Throws a `RangeError` for an unknown zone. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The calendar date (`YYYY-MM-DD`) in a zone at an instant. */
export function dateInZone(instant: Date, timeZone: string): string {
  const parts = new Map(
    formatterFor(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}

/** Whether a calendar date is in the future, in a zone at an instant. */
export function isFutureDate(date: string, { now, timeZone }: { now: Date; timeZone: string }): boolean {
  return !hasStartedEverywhere(date, now) && date > dateInZone(now, timeZone);
}

/** Usually answers without the zone, which saves a starting instance from creating a formatter. */
const hasStartedEverywhere = (date: string, now: Date) =>
  Date.parse(date) <= now.getTime() - FURTHEST_BEHIND_UTC_MILLISECONDS;

const FURTHEST_BEHIND_UTC_MILLISECONDS = 12 * 3_600_000;
const MAX_OFFSET_MILLISECONDS = 15 * 3_600_000;

/** The first instant of a calendar date in a zone. Where clocks change at midnight, it may be one o'clock. */
export function startOfDay(date: string, timeZone: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  let [before, from] = [midnight - MAX_OFFSET_MILLISECONDS, midnight + MAX_OFFSET_MILLISECONDS];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dateInZone(new Date(middle), timeZone) < date) before = middle;
    else from = middle;
  }
  return new Date(from);
}

/** The calendar date a number of days after another one, or before it if the number is negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, date.length);
}

/** The number of days in an interval, both ends included. */
export function countDays({ from, to }: { from: string; to: string }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY) + 1;
}

/** Whether a text is a calendar date, e.g. `2026-06-14` but not `2026-02-30`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a payment was logged more than three days before or after the day on which it was received. */
export function isLoggedLate(received: { on: string; loggedAt: string; timeZone: string }): boolean {
  // A zone's date differs from that of UTC by at most one day. The date in UTC is much cheaper to compute.
  if (daysApart(received.on, received.loggedAt.slice(0, received.on.length)) < LATE_AFTER_DAYS) return false;
  const loggedOn = dateInZone(new Date(received.loggedAt), received.timeZone);
  return daysApart(received.on, loggedOn) > LATE_AFTER_DAYS;
}

const daysApart = (one: string, other: string) =>
  Math.abs(Date.parse(one) - Date.parse(other)) / MILLISECONDS_PER_DAY;

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads an instant as RFC 3339 writes it, with an offset. Null if it is not one. */
export function parseInstant(text: string): Date | null {
  const date = INSTANT.exec(text)?.[1];
  const instant = new Date(text);
  return date && isCalendarDate(date) && !Number.isNaN(instant.getTime()) ? instant : null;
}

const LEGACY_TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Reads the timestamp of a legacy row as an instant, in UTC if it has no offset. Null if it is not a timestamp. */
export function parseLegacyTimestamp(text: string): Date | null {
  const match = LEGACY_TIMESTAMP.exec(text.trim());
  if (!match) return null;
  const [, date, time = "00:00", seconds = ":00", fraction = "", offset = "Z"] = match;
  const digits = offset.replace(/[^\d]/g, "");
  const zone = /z/i.test(offset) ? "Z" : `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2) || "00"}`;
  const instant = new Date(`${date}T${time}${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${zone}`);
  return Number.isNaN(instant.getTime()) || !isCalendarDate(date ?? "") ? null : instant;
}
