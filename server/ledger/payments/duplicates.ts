import { isActive } from "../entry.ts";
import type { CompanionRecord } from "../stored-line.ts";

const WARNING_HOURS = 48;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** The newest standing payment of the same patron and amount within 48 hours, or null. */
export function findLikePayment(
  recent: readonly CompanionRecord[],
  like: { patronFolded: string; minorUnits: number; now: Date },
): CompanionRecord | null {
  const since = new Date(like.now.getTime() - WARNING_HOURS * MILLISECONDS_PER_HOUR).toISOString();
  const isLike = (row: CompanionRecord) =>
    row.kind === "PAYMENT" &&
    row.patronFolded === like.patronFolded &&
    row.minorUnits === like.minorUnits &&
    row.loggedAt !== null &&
    row.loggedAt >= since &&
    isActive(row);
  return recent.find(isLike) ?? null;
}
