import type { Ask } from "./connection.ts";
import { type Entry, readPayments } from "./read-payments.ts";

/** How far the feed was read: the day from which to ask again, and the entries of those days that were seen. */
export interface FeedPlace {
  loggedFrom: string;
  seen: string[];
}

/** Two days back in UTC is at least one whole day back in any zone, the operator's too. */
const OVERLAP_DAYS = 2;

/**
 * What was logged since: payments, voids, refunds and corrections, each an entry of its own. Days are asked for again on purpose:
 * what is logged at the same moment may appear a moment later, and the id tells what was seen.
 */
export async function readChanges(
  ask: Ask,
  place: FeedPlace,
): Promise<{ entries: Entry[]; next: FeedPlace }> {
  const overlapFrom = dayBefore(new Date(), OVERLAP_DAYS);
  const seen = new Set(place.seen);
  const entries: Entry[] = [];
  const ids: string[] = [];
  for await (const entry of readPayments(ask, { loggedFrom: place.loggedFrom })) {
    ids.push(entry.id);
    if (!seen.has(entry.id)) entries.push(entry);
  }
  const loggedFrom = overlapFrom > place.loggedFrom ? overlapFrom : place.loggedFrom;
  return { entries, next: { loggedFrom, seen: ids } };
}

/** One line for the books. A kind that is added to the schema later is told as what it is: an entry with a signed amount. */
export function tellChange(entry: Entry): string {
  const { kind, id, patron, amount, reverses, replaces, receivedOn } = entry;
  const facts = `${amount ? `${amount.amount} ${amount.currency}` : "no amount"} ${patron} ${receivedOn} ${id}`;
  switch (kind) {
    case "PAYMENT":
      return replaces ? `corrected ${facts}, in place of ${replaces.id}` : `payment ${facts}`;
    case "VOID":
      return `void ${facts}, takes back ${reverses?.id}`;
    case "REFUND":
      return `refund ${facts}, of ${reverses?.id}`;
    default:
      return `entry of another kind (${kind}) ${facts}`;
  }
}

/** A UTC day so many days ago. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
