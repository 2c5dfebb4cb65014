import { type Item, readInteger, readText } from "../../table/attributes.ts";
import { type DynamoTable, queryItems } from "../../table/table.ts";
import type { EntryKind, EntryStatus } from "../entry.ts";
import type { IndexedEntry, IndexPlace, IndexRequest } from "../ledger-store.ts";
import { COMPANION_PREFIX, companionKey, type EntryIndexName, INDEXES, indexPartition } from "./keys.ts";

/** Reads a part of one year of an index over the entries of all events. */
export async function readIndex(
  table: DynamoTable,
  request: IndexRequest,
): Promise<{ entries: IndexedEntry[]; hasMore: boolean }> {
  const { index, year, from, to, direction, limit, after } = request;
  if (from > to) return { entries: [], hasMore: false };
  const { name, pk, sk } = INDEXES[index];
  const items = await queryItems(table, {
    IndexName: name,
    KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :from AND :to",
    ExpressionAttributeNames: { "#pk": pk, "#sk": sk },
    ExpressionAttributeValues: {
      ":pk": { S: indexPartition(index, year) },
      ":from": { S: from },
      ":to": { S: to },
    },
    ScanIndexForward: direction === "oldestFirst",
    ExclusiveStartKey: after && toStartKey(index, after),
    limit: limit + 1,
  });
  const entries = items.slice(0, limit).map((item) => toIndexedEntry(item, { index, year }));
  return { entries, hasMore: items.length > limit };
}

function toStartKey(index: EntryIndexName, { year, key, ref }: IndexPlace) {
  const { pk, sk } = INDEXES[index];
  const own = companionKey(ref);
  return {
    pk: { S: own.pk },
    sk: { S: own.sk },
    [pk]: { S: indexPartition(index, year) },
    [sk]: { S: key },
  };
}

function toIndexedEntry(item: Item, { index, year }: { index: EntryIndexName; year: number }): IndexedEntry {
  const ref = {
    eventId: readText(item, "pk") ?? "",
    suffix: (readText(item, "sk") ?? "").slice(COMPANION_PREFIX.length),
  };
  return {
    place: { year, key: readText(item, INDEXES[index].sk) ?? "", ref },
    kind: readText(item, "kind") as EntryKind,
    receivedOn: readText(item, "received_on"),
    loggedAt: readText(item, "logged_at"),
    method: readText(item, "method"),
    patronFolded: readText(item, "patron_folded"),
    minorUnits: readInteger(item, "minor_units"),
    currency: readText(item, "currency") ?? "",
    status: readText(item, "status") as EntryStatus,
  };
}
