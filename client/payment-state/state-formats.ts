import { dateFormat, isolate } from "../shared/intl.ts";

/** Draws the time of day in the reader's own zone, e.g. `4:05 PM`. */
export function formatTimeOfDay(instantMs: number): string {
  return isolate(dateFormat({ hour: "numeric", minute: "2-digit" }).format(instantMs));
}
