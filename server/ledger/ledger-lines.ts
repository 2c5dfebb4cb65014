import { entryRefOf, fromEntryItem, type ReadingContext } from "./dynamo/entry-item.ts";
import type { LedgerLine } from "./entry.ts";
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

/** Every line of an event's ledger, oldest first. The next page is under way while one is gone through. */
export const walkLedger = (store: LedgerStore, eventId: string): AsyncGenerator<StoredLine> =>
  walkPages(async (after) => {
    const page = await store.readPage({ eventId, direction: "oldestFirst", limit: SUMMING_PAGE, after });
    const last = page.hasMore ? page.lines.at(-1) : undefined;
    return { rows: page.lines, last: last && entryRefOf(last.item).suffix };
  });

interface RowPage<Row> {
  rows: Row[];
  /** Where the next page goes on; undefined when there is none. */
  last: string | undefined;
}

/** Every row of pages that are read one after the other, each from where the one before it ended. */
export async function* walkPages<Row>(
  read: (after: string | undefined) => Promise<RowPage<Row>>,
): AsyncGenerator<Row, undefined> {
  let ahead: Promise<RowPage<Row>> | undefined = read(undefined);
  while (ahead) {
    const { rows, last }: RowPage<Row> = await ahead;
    ahead = last === undefined ? undefined : read(last);
    // Who stops before the next page never waits for it; who goes on hears of its failure then.
    ahead?.catch(() => undefined);
    yield* rows;
  }
}
