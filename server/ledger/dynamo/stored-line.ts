import type { Item } from "../../table/items.ts";
import { type DynamoTable, readItems } from "../../table/table.ts";
import type { EntryRef } from "../entry.ts";
import type { RecordLine } from "../ledger-store.ts";
import type { StoredLine } from "../stored-line.ts";
import { fromCompanionItem } from "./items/companion-item.ts";
import { toStoredRecord } from "./items/record-item.ts";
import { toStoredRow } from "./items/stored-row.ts";
import { companionKey, entryKey, recordKey } from "./keys.ts";

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

/** Reads a record and its companion; null if it does not exist or its kind is unknown. */
export async function readRecord(table: DynamoTable, ref: EntryRef): Promise<RecordLine | null> {
  const find = await readItems(table, [recordKey(ref), companionKey(ref)]);
  const [item, companion] = [find(recordKey(ref)), find(companionKey(ref))];
  const row = item && toStoredRecord(item);
  const record = row?.read();
  return record && companion && row
    ? { record, hash: row.hash, companion: fromCompanionItem(companion) }
    : null;
}
