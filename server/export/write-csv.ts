import type { EntryFilter } from "../ledger/read/entry-filter.ts";
import { type ListContext, walkEntries } from "../ledger/read/list-entries.ts";
import { planWalk } from "../ledger/read/walk-index.ts";
import { BYTE_ORDER_MARK, toCsv } from "./csv.ts";
import { HEADER, toRow } from "./payment-columns.ts";

/** A piece of a table, and how many entries it tells. */
export interface CsvPiece {
  text: string;
  rows: number;
}

/** The entries that a filter lets through as CSV, the oldest first, some at a time: any number takes no more memory. */
export async function* writeCsv(
  context: ListContext & { operatorCurrency: string },
  { filter, now }: { filter: EntryFilter; now: Date },
): AsyncGenerator<CsvPiece> {
  yield { text: BYTE_ORDER_MARK + toCsv([HEADER]), rows: 0 };
  const walk = planWalk(filter, { direction: "oldestFirst", now });
  for await (const lines of walkEntries(context, { filter, walk }))
    yield { text: toCsv(lines.map(toRow)), rows: lines.length };
}
