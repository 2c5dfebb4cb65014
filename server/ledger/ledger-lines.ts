import { addPosting, EMPTY_SUMS, type LedgerSums } from "./head.ts";
import type { LedgerStore, RowPage } from "./ledger-store.ts";
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
  walkPages(
    async (after) => {
      const request = { eventId, direction: "oldestFirst" as const, limit: SUMMING_PAGE, after };
      const { lines: rows, hasMore } = await store.readPage(request);
      return { rows, hasMore };
    },
    ({ row }) => row.ref.suffix,
  );

/** Every row of consecutive pages, each starting after the place of the last row before it. */
export async function* walkPages<Row>(
  read: (after: string | undefined) => Promise<RowPage<Row>>,
  placeOf: (row: Row) => string,
): AsyncGenerator<Row, undefined> {
  let ahead: Promise<RowPage<Row>> | undefined = read(undefined);
  while (ahead) {
    const page: RowPage<Row> = await ahead;
    const last: Row | undefined = page.hasMore ? page.rows.at(-1) : undefined;
    ahead = last === undefined ? undefined : read(placeOf(last));
    // A consumer that stops never awaits the page read ahead; one that continues gets its error then.
    ahead?.catch(() => undefined);
    yield* page.rows;
  }
}
