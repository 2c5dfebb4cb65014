import { formatDate } from "../shared/formats.ts";
import { formatLongInstant } from "./state-formats.ts";

/**
 * Draws when an event starts, in the reader's own zone. Only an instant can be moved to another zone: a bare date stays
 * that date, and whatever else the dispatch tool may store is shown as it is.
 */
export function formatStartsAt(startsAt: string): string {
  if (!isReadable(startsAt)) return startsAt;
  if (/^\d{4}-\d\d-\d\d$/.test(startsAt)) return formatDate(startsAt);
  return isInstant(startsAt) ? formatLongInstant(startsAt) : startsAt;
}

const isReadable = (text: string) => !Number.isNaN(Date.parse(text));

const isInstant = (text: string) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(text);
