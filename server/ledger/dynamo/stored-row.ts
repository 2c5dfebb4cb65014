import { type Item, readText, toItem } from "../../table/items.ts";
import { hashOf } from "../hash.ts";
import type { SealEntry, StoredRow } from "../stored-line.ts";
import { entryRefOf, fromEntryItem, hashEntry, isOurs, toEntryItem } from "./entry-item.ts";

/** A row of a ledger, from its item. */
export function toStoredRow(item: Item): StoredRow {
  const ours = isOurs(item);
  return {
    ref: entryRefOf(item),
    isOurs: ours,
    previousHash: ours ? readText(item, "previous_hash") : null,
    hash: ours ? readText(item, "hash") : null,
    content: item,
    read: (context) => fromEntryItem(item, context),
    computeHash: (place) => (ours ? hashEntry(item) : hashAdopted(item, place)),
    readLegacy: () => ({ paymentId: readText(item, "payment_id"), timestamp: readText(item, "timestamp") }),
  };
}

/** The row of a new entry. */
export const sealEntry: SealEntry = (entry) => toStoredRow(toEntryItem(entry));

/** Hash v1 of a legacy row, which contains no hash: over the row, its sequence number and the preceding hash. */
function hashAdopted(row: Item, place: { sequence: number; previousHash: string }): string {
  return hashOf({
    row: { M: row },
    ...toItem({ sequence: place.sequence, previous_hash: place.previousHash }),
  });
}
