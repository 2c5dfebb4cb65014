import { addPosting, EMPTY_SUMS, type LedgerSums } from "./head.ts";
import type { LedgerStore } from "./ledger-store.ts";
import { toLedgerLine } from "./reading.ts";
import type { ReadingContext, StoredLine } from "./stored-line.ts";

const SUMMING_PAGE = 500;

/** Sums the entries of an event whose legacy rows are not adopted yet, page by page. */
export async function sumUnadopted(
  store: LedgerStore,
  event: { eventId: string } & ReadingContext,
): Promise<LedgerSums & { rows: number }> {
  let sums = EMPTY_SUMS;
  let rows = 0;
  for await (const stored of walkLedger(store, event.eventId)) {
    sums = addPosting(sums, { ...toLedgerLine(stored, event).entry, activeChange: 1 });
    rows += 1;
  }
  return { ...sums, rows };
}

/** Every line of an event's ledger, oldest first. The next page is read ahead. */
export const walkLedger = (store: LedgerStore, eventId: string): AsyncGenerator<StoredLine> =>
  walkPages(async (after) => {
    const page = await store.readPage({ eventId, direction: "oldestFirst", limit: SUMMING_PAGE, after });
    const last = page.hasMore ? page.lines.at(-1) : undefined;
    return { rows: page.lines, last: last?.row.ref.suffix };
  });

interface RowPage<Row> {
  rows: Row[];
  /** Where the next page starts; undefined on the last page. */
  last: string | undefined;
}

/** Every row of consecutive pages, each starting where the previous one ended. */
export async function* walkPages<Row>(
  read: (after: string | undefined) => Promise<RowPage<Row>>,
): AsyncGenerator<Row, undefined> {
  let ahead: Promise<RowPage<Row>> | undefined = read(undefined);
  while (ahead) {
    const { rows, last }: RowPage<Row> = await ahead;
    ahead = last === undefined ? undefined : read(last);
    // A consumer that stops never awaits the page read ahead; one that continues gets its error then.
    ahead?.catch(() => undefined);
    yield* rows;
  }
}
