import type { LedgerLine } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { EventSnapshot } from "./ledger-store.ts";
import type { ReadingContext, StoredLine } from "./stored-line.ts";

/** The currency of an event: that of its ledger, else what the dispatch tool says, else the operator's. */
export function currencyOf(snapshot: EventSnapshot, operatorCurrency: string): string {
  return snapshot.head?.currency ?? snapshot.facts?.currency ?? operatorCurrency;
}

/** How the rows of an event are read in this installation. */
export function readingOf(
  snapshot: EventSnapshot,
  installation: { operatorCurrency: string; timeZone: string },
): ReadingContext {
  const { operatorCurrency, timeZone } = installation;
  return { currency: currencyOf(snapshot, operatorCurrency), timeZone };
}

/** A stored line, understood: an adopted row takes its sequence and hash from its companion. */
export function toLedgerLine({ row, companion }: StoredLine, context: ReadingContext): LedgerLine {
  const entry = row.read(context);
  if (!companion?.adopted) return { entry, companion };
  return { entry: { ...entry, sequence: companion.sequence, hash: companion.hash }, companion };
}

/** Whether the head has the totals; until old rows are adopted it does not. */
export function hasTotals(head: LedgerHead | null): head is LedgerHead {
  return head !== null && !head.adopting;
}
