import type { EntryFilter } from "../ledger/read/entry-filter.ts";
import { type ListContext, walkEntries } from "../ledger/read/list-entries.ts";
import { planWalk } from "../ledger/read/walk-index.ts";
import { BYTE_ORDER_MARK, toCsv } from "./csv.ts";
import { HEADER, toRow } from "./payment-columns.ts";

/** A piece of an export, and the number of entries in it. */
export interface CsvPiece {
  text: string;
  rows: number;
}

/** Writes the entries that match a filter as CSV, oldest first, in pieces, so that memory use does not grow with their number. */
export async function* writeCsv(
  context: ListContext & { operatorCurrency: string },
  { filter, now }: { filter: EntryFilter; now: Date },
): AsyncGenerator<CsvPiece> {
  yield { text: BYTE_ORDER_MARK + toCsv([HEADER]), rows: 0 };
  const walk = planWalk(filter, { direction: "oldestFirst", now });
  for await (const lines of walkEntries(context, { filter, walk }))
    yield { text: toCsv(lines.map(toRow)), rows: lines.length };
}
