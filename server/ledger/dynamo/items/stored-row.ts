import { type Item, readHex, readInteger, readText, toBytes, toItem } from "../../../table/items.ts";
import { hashOf } from "../../hash.ts";
import type { AdoptedFacts, SealEntry, StoredRow } from "../../stored-line.ts";
import {
  ENTRY_ATTRIBUTES,
  ENTRY_KINDS,
  entryRefOf,
  fromEntryItem,
  isOurs,
  toEntryItem,
} from "./entry-item.ts";
import { coverPersonalText, hashIfSalted, hasPersonalText, isNewerLink, NOT_COVERED } from "./link-hash.ts";

/** A row of a ledger, from its item. */
export function toStoredRow(item: Item): StoredRow {
  const ours = isOurs(item);
  return {
    ref: entryRefOf(item),
    isOurs: ours,
    sequence: ours ? readInteger(item, "sequence") : null,
    previousHash: ours ? readHex(item, "previous_hash") : null,
    hash: ours ? readHex(item, "hash") : null,
    content: item,
    isNewer: () =>
      ours && (!ENTRY_KINDS.has(readText(item, "kind") ?? "") || isNewerLink(item, ENTRY_ATTRIBUTES)),
    read: (context) => fromEntryItem(item, context),
    hasPersonalText: () => hasPersonalText(item),
    computeHash: (adopted) => (ours ? hashIfSalted(item) : hashAdopted(item, adopted)),
    readLegacy: () => ({ paymentId: readText(item, "payment_id"), timestamp: readText(item, "timestamp") }),
  };
}

/** The row of a new entry. */
export const sealEntry: SealEntry = (entry) => toStoredRow(toEntryItem(entry));

/** The hash of a legacy row, which contains neither hash nor salt: over the row and what its adoption derived from it. */
function hashAdopted(row: Item, adopted: AdoptedFacts): string | null {
  if (hasPersonalText(row) !== (adopted.salt !== null)) return null;
  const covered = coverPersonalText({ ...row, ...toItem({ salt: toBytes(adopted.salt) }) });
  // What has a meaning in rows of ours is content in a legacy row.
  for (const name of NOT_COVERED) if (row[name]) covered.set(name, row[name]);
  return hashOf({
    row: { M: covered },
    ...toItem({
      entered_at: adopted.enteredAt,
      received_on: adopted.receivedOn,
      minor_units: adopted.minorUnits,
      currency: adopted.currency,
      number: adopted.number,
      sequence: adopted.sequence,
      previous_hash: toBytes(adopted.previousHash),
    }),
  });
}
