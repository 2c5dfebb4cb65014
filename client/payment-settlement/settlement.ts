import type { EntryFragment, SettlementQuery } from "../api/generated/graphql.ts";

/** An event's settlement, as the server returns it. */
export type Settled = NonNullable<SettlementQuery["eventSettlement"]>;

/** What the sheet is drawn from. */
export interface Settlement extends Pick<SettlementQuery, "settings" | "paymentMethods"> {
  settled: Settled;
  /** The instant of the server's response, ISO 8601. */
  drawnUpAt: string;
  /** The name of the caller; null if the credential has none. */
  drawnUpBy: string | null;
}

/** Whether numbers are missing between the fetched entries: those of records that are not entries. */
export function hasGaps({ event }: Settled): boolean {
  const numbers = event.payments.nodes.flatMap(({ sequence }) => sequence ?? []);
  return Math.max(0, ...numbers) > numbers.length;
}

/** The number of the entry that a void or refund reverses. Undefined if it is not among the fetched entries. */
export function reversedNumber({ reverses }: EntryFragment, { event }: Settled): number | undefined {
  const reversed = reverses && event.payments.nodes.find(({ id }) => id === reverses.id);
  return reversed?.sequence ?? undefined;
}

/** Groups entries by a key. */
export function groupBy<Key>(
  entries: readonly EntryFragment[],
  keyOf: (entry: EntryFragment) => Key,
): Map<Key, EntryFragment[]> {
  const groups = new Map<Key, EntryFragment[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return groups;
}
