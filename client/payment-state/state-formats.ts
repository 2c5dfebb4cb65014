import { SHORT_INSTANT } from "../shared/formats.ts";
import { dateFormat, isolate } from "../shared/intl.ts";

/** Draws an instant in the reader's own zone with the day of the week, e.g. `Sun, Jun 14, 2026, 4:05 PM PDT`. */
export function formatLongInstant(instant: string): string {
  const format = dateFormat({
    ...SHORT_INSTANT,
    weekday: "short",
    year: "numeric",
    timeZoneName: "short",
  });
  return isolate(format.format(new Date(instant)));
}

/** Draws the time of day in the reader's own zone, e.g. `4:05 PM`. */
export function formatTimeOfDay(instantMs: number): string {
  return isolate(dateFormat({ hour: "numeric", minute: "2-digit" }).format(instantMs));
}
