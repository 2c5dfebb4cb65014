import type { EntryFragment, SettlementQuery } from "../api/generated/graphql.ts";

/** Everything that closes the books on an event, as the server answers it. */
export type Settled = NonNullable<SettlementQuery["eventSettlement"]>;

/** What drawing the sheet needs. */
export interface Settlement extends Pick<SettlementQuery, "settings" | "paymentMethods"> {
  settled: Settled;
  /** Instant at which the server answered, ISO 8601. */
  drawnUpAt: string;
  /** Whose credential asked; null when it has no name. */
  drawnUpBy: string | null;
}

/** How many entries there are, those included that the ledger does not count. */
export function countEntries({ event, unadoptedEntries }: Settled): number {
  const shown = event.payments.nodes.length;
  return Math.max(event.lastSequence + unadoptedEntries.length, event.paymentCount, shown);
}

/** The number of the entry that a void or a refund is about. Undefined when it is not among those fetched. */
export function reversedNumber({ reverses }: EntryFragment, { event }: Settled): number | undefined {
  const reversed = reverses && event.payments.nodes.find(({ id }) => id === reverses.id);
  return reversed?.sequence ?? undefined;
}

/** Entries of which the same is to be said, by what that is. */
export function groupBy<Key>(
  entries: readonly EntryFragment[],
  keyOf: (entry: EntryFragment) => Key,
): Map<Key, EntryFragment[]> {
  const groups = new Map<Key, EntryFragment[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return groups;
}
