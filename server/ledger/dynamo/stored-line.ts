import type { Item } from "../../table/items.ts";
import { type DynamoTable, readItems } from "../../table/table.ts";
import type { EntryRef } from "../entry.ts";
import type { StoredLine } from "../stored-line.ts";
import { fromCompanionItem } from "./companion-item.ts";
import { companionKey, entryKey } from "./keys.ts";
import { toStoredRow } from "./stored-row.ts";

/** A line of a ledger, from the items of an entry and its companion. */
export const toStoredLine = (item: Item | null, companion: Item | null): StoredLine | null =>
  item && { row: toStoredRow(item), companion: companion && fromCompanionItem(companion) };

/** Reads entries by place, in the given order. */
export async function readLines(
  table: DynamoTable,
  refs: readonly EntryRef[],
): Promise<(StoredLine | null)[]> {
  const find = await readItems(
    table,
    refs.flatMap((ref) => [entryKey(ref), companionKey(ref)]),
  );
  return refs.map((ref) => toStoredLine(find(entryKey(ref)), find(companionKey(ref))));
}
