import { isActive } from "../entry.ts";
import type { RecentCompanion } from "../ledger-store.ts";
import { WARNING_MILLISECONDS } from "../write/decision.ts";

/** The newest active payment with the same patron and amount within 48 hours, or null. */
export function findSimilarPayment(
  recent: readonly RecentCompanion[],
  candidate: { patronFolded: string; minorUnits: number; now: Date },
): RecentCompanion | null {
  const since = new Date(candidate.now.getTime() - WARNING_MILLISECONDS).toISOString();
  const isSimilar = (row: RecentCompanion) =>
    row.kind === "PAYMENT" &&
    row.patronFolded === candidate.patronFolded &&
    row.minorUnits === candidate.minorUnits &&
    row.loggedAt !== null &&
    row.loggedAt >= since &&
    isActive(row);
  return recent.find(isSimilar) ?? null;
}

/** The newest active payment with the same reference, if it is too new for the index of references to be trusted. */
export function findSameReference(
  recent: readonly RecentCompanion[],
  { method, folded }: { method: string; folded: string },
): RecentCompanion | null {
  const isSame = (row: RecentCompanion) =>
    row.kind === "PAYMENT" && row.method === method && row.referenceFolded === folded && isActive(row);
  return recent.find(isSame) ?? null;
}
