import { formatDate, SHORT_INSTANT } from "./formats.ts";
import { dateFormat, isolate } from "./intl.ts";

/**
 * Formats the start of an event, in the reader's time zone by default. Only an instant can be converted to another zone: a bare
 * date stays that date, and anything else that the dispatch tool may store is shown as it is.
 */
export function formatStartsAt(startsAt: string, drawInstant = formatLongInstant): string {
  if (Number.isNaN(Date.parse(startsAt))) return startsAt;
  if (/^\d{4}-\d\d-\d\d$/.test(startsAt)) return formatDate(startsAt);
  const isInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(startsAt);
  return isInstant ? drawInstant(startsAt) : startsAt;
}

/** In the reader's time zone with the day of the week, e.g. `Sun, Jun 14, 2026, 4:05 PM PDT`. */
function formatLongInstant(instant: string): string {
  const format = dateFormat({ ...SHORT_INSTANT, weekday: "short", year: "numeric", timeZoneName: "short" });
  return isolate(format.format(new Date(instant)));
}
