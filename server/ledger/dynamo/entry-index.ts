import { type Item, keyOf, readInteger, readText, toItem, toItemKey } from "../../table/items.ts";
import { type DynamoTable, queryItems } from "../../table/table.ts";
import { INDEXES } from "../../table/table-shape.ts";
import { LAST_CHARACTER } from "../../values/text.ts";
import type { EntryStatus } from "../entry.ts";
import type { EntryIndexName, IndexedEntry, IndexPlace, IndexRequest } from "../ledger-store.ts";
import { readParts } from "./items/parts-map.ts";
import { companionKey, indexPartition, readCompanionKey } from "./keys.ts";

/** Index keys start with a year. */
const [FIRST_DIGIT, LAST_DIGIT] = ["0", "9"];

/** Reads a part of one year of an index over the entries of all events. */
export async function readIndex(
  table: DynamoTable,
  request: IndexRequest,
): Promise<{ entries: IndexedEntry[]; hasMore: boolean }> {
  const { index, year, from, to, direction, limit, after } = request;
  if (from !== null && to !== null && from > to) return { entries: [], hasMore: false };
  const { name, pk, sk } = INDEXES[index];
  const items = await queryItems(table, {
    IndexName: name,
    KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :from AND :to",
    ExpressionAttributeNames: { "#pk": pk, "#sk": sk },
    ExpressionAttributeValues: toItem({
      ":pk": indexPartition(index, year),
      ":from": from ?? FIRST_DIGIT,
      ":to": (to ?? LAST_DIGIT) + LAST_CHARACTER,
    }),
    ScanIndexForward: direction === "oldestFirst",
    ExclusiveStartKey: after && toStartKey(index, after),
    limit: limit + 1,
  });
  const entries = items.slice(0, limit).map((item) => toIndexedEntry(item, { index, year }));
  return { entries, hasMore: items.length > limit };
}

function toStartKey(index: EntryIndexName, place: IndexPlace) {
  const { pk, sk } = INDEXES[index];
  return {
    ...toItemKey(companionKey(place.ref)),
    ...toItem({ [pk]: indexPartition(index, place.year), [sk]: place.key }),
  };
}

function toIndexedEntry(item: Item, { index, year }: { index: EntryIndexName; year: number }): IndexedEntry {
  const ref = readCompanionKey(keyOf(item)) ?? { eventId: "", suffix: "" };
  const key = readText(item, INDEXES[index].sk) ?? "";
  return {
    place: { year, key, ref },
    kind: readText(item, "kind") as IndexedEntry["kind"],
    receivedOn: readText(item, "received_on"),
    enteredAt: readText(item, "entered_at"),
    method: readText(item, "method"),
    patronFolded: readText(item, "patron_folded"),
    minorUnits: readInteger(item, "minor_units"),
    parts: readParts(item, "parts"),
    currency: readText(item, "currency") ?? "",
    status: readText(item, "status") as EntryStatus,
  };
}
