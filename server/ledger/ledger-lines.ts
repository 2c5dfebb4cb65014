import type { LedgerLine } from "./entry.ts";
import { entryRefOf, fromEntryItem, type ReadingContext } from "./entry-items.ts";
import { addPosting, type LedgerHead, type MethodSum } from "./head.ts";
import type { EventSnapshot, LedgerStore, StoredLine } from "./ledger-store.ts";

/** A stored line, understood: an adopted row takes its sequence and hash from its companion. */
export function toLedgerLine({ item, companion }: StoredLine, context: ReadingContext): LedgerLine {
  const entry = fromEntryItem(item, context);
  if (!companion?.adopted) return { entry, companion };
  return { entry: { ...entry, sequence: companion.sequence, hash: companion.hash }, companion };
}

/** The currency of an event: that of its ledger, else what the dispatch tool says, else the operator's. */
export function currencyOf(snapshot: EventSnapshot, operatorCurrency: string): string {
  return snapshot.head?.currency ?? snapshot.facts?.currency ?? operatorCurrency;
}

/** The sums of an event's ledger. */
export interface LedgerSums {
  collectedMinorUnits: number;
  standingCount: number;
  methods: Record<string, MethodSum>;
}

/** Whether the head tells the totals; until old rows are adopted it does not. */
export function hasTotals(head: LedgerHead | null): head is LedgerHead {
  return head !== null && !head.adopting;
}

const SUMMING_PAGE = 500;

/** Adds up an event whose old rows are not adopted yet, page by page. */
export async function sumUnadopted(
  store: LedgerStore,
  event: { eventId: string } & ReadingContext,
): Promise<LedgerSums & { rows: number }> {
  let sums: LedgerSums = { collectedMinorUnits: 0, standingCount: 0, methods: {} };
  let rows = 0;
  for await (const stored of walkLedger(store, event.eventId)) {
    sums = addPosting(sums, { ...toLedgerLine(stored, event).entry, standing: 1 });
    rows += 1;
  }
  return { ...sums, rows };
}

/** Every line of an event's ledger, oldest first, read page by page. */
export async function* walkLedger(store: LedgerStore, eventId: string): AsyncGenerator<StoredLine> {
  let after: string | undefined;
  do {
    const page = await store.readPage({ eventId, direction: "oldestFirst", limit: SUMMING_PAGE, after });
    yield* page.lines;
    const last = page.hasMore ? page.lines.at(-1) : undefined;
    after = last && entryRefOf(last.item).suffix;
  } while (after !== undefined);
}
