import { isActive } from "../entry.ts";
import type { CompanionRecord } from "../stored-line.ts";

const WARNING_HOURS = 48;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** The newest active payment with the same patron and amount within 48 hours, or null. */
export function findSimilarPayment(
  recent: readonly CompanionRecord[],
  candidate: { patronFolded: string; minorUnits: number; now: Date },
): CompanionRecord | null {
  const since = new Date(candidate.now.getTime() - WARNING_HOURS * MILLISECONDS_PER_HOUR).toISOString();
  const isSimilar = (row: CompanionRecord) =>
    row.kind === "PAYMENT" &&
    row.patronFolded === candidate.patronFolded &&
    row.minorUnits === candidate.minorUnits &&
    row.loggedAt !== null &&
    row.loggedAt >= since &&
    isActive(row);
  return recent.find(isSimilar) ?? null;
}
