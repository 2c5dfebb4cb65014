import type { CompanionRow } from "../dynamo/companion-item.ts";
import type { Companion, EntryStatus } from "../entry.ts";

const WARNING_HOURS = 48;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** Payments that no longer stand are no reason for a warning. */
const NOT_STANDING: readonly EntryStatus[] = ["VOIDED", "CORRECTED"];

/** Whether a payment is neither voided nor corrected. */
export function stands({ status }: Pick<Companion, "status">): boolean {
  return !NOT_STANDING.includes(status);
}

/** The newest standing payment of the same patron and amount within 48 hours, or null. */
export function findLikePayment(
  recent: readonly CompanionRow[],
  like: { patronFolded: string; minorUnits: number; now: Date },
): CompanionRow | null {
  const since = new Date(like.now.getTime() - WARNING_HOURS * MILLISECONDS_PER_HOUR).toISOString();
  const isLike = (row: CompanionRow) =>
    row.kind === "PAYMENT" &&
    row.patronFolded === like.patronFolded &&
    row.minorUnits === like.minorUnits &&
    row.loggedAt !== null &&
    row.loggedAt >= since &&
    stands(row);
  return recent.find(isLike) ?? null;
}
