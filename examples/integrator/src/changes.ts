import type { Ask } from "./connection.ts";
import { type Entry, readPayments } from "./read-payments.ts";

/** How far the feed was read: the day to ask from next, and the ids of the entries seen in those days. */
export interface FeedPlace {
  enteredFrom: string;
  seen: string[];
}

/** Two days back in UTC is at least one whole day back in every time zone, including the operator's. */
const OVERLAP_DAYS = 2;

/**
 * The entries logged since then: payments, voids, refunds and corrections. The same days are read again on purpose: entries
 * logged at the same moment may appear a moment later, and ids show which ones were seen.
 */
export async function readChanges(
  ask: Ask,
  place: FeedPlace,
): Promise<{ entries: Entry[]; next: FeedPlace }> {
  const overlapFrom = dayBefore(new Date(), OVERLAP_DAYS);
  const seen = new Set(place.seen);
  const entries: Entry[] = [];
  const ids: string[] = [];
  for await (const entry of readPayments(ask, { enteredFrom: place.enteredFrom })) {
    ids.push(entry.id);
    if (!seen.has(entry.id)) entries.push(entry);
  }
  const enteredFrom = overlapFrom > place.enteredFrom ? overlapFrom : place.enteredFrom;
  return { entries, next: { enteredFrom, seen: ids } };
}

/** One line for the books. A kind that is added to the schema later is shown as an entry with a signed amount. */
export function formatChange(entry: Entry): string {
  const { kind, id, patron, amount, reverses, replaces, receivedOn } = entry;
  const facts = `${amount ? `${amount.amount} ${amount.currency}` : "no amount"} ${patron} ${receivedOn} ${id}`;
  switch (kind) {
    case "PAYMENT":
      return replaces ? `corrected ${facts}, replaces ${replaces.id}` : `payment ${facts}`;
    case "VOID":
      return `void ${facts}, reverses ${reverses?.id}`;
    case "REFUND":
      return `refund ${facts}, of ${reverses?.id}`;
    default:
      return `entry of another kind (${kind}) ${facts}`;
  }
}

/** The UTC day this many days ago. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
