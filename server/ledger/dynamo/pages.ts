import { type Item, keyOf, toItem, toItemKey } from "../../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../../table/table.ts";
import { COMPANION_PREFIX, ENTRY_PREFIX, RECORD_PREFIX, REFERENCE_PREFIX } from "../../table/table-shape.ts";
import { LAST_CHARACTER } from "../../values/text.ts";
import type { PageRequest, RowPage, RowsRequest, StoredPage } from "../ledger-store.ts";
import type { StoredLine } from "../stored-line.ts";
import { fromCompanionItem } from "./items/companion-item.ts";
import { entryRefOf } from "./items/entry-item.ts";
import { toStoredRecord } from "./items/record-item.ts";
import { fromReferenceItem } from "./items/reference-item.ts";
import { toStoredRow } from "./items/stored-row.ts";
import { companionKey, readCompanionKey } from "./keys.ts";

/**
 * A range with both ends, one of which is where the previous page ended. The embedded engine would otherwise walk through
 * everything before the start of a page or, newest first, everything after a prefix.
 */
export const rangeQuery = (eventId: string, { from, to }: { from: string; to: string }) => ({
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: toItem({ ":pk": eventId, ":from": from, ":to": to }),
  ConsistentRead: true,
});

/** A page of a ledger, by when entries were logged. */
export async function readPage(table: DynamoTable, request: PageRequest): Promise<StoredPage> {
  const limit = request.limit + 1;
  const [entries, companions] = await Promise.all([
    queryRange(table, { ...request, prefix: ENTRY_PREFIX, limit }),
    queryRange(table, { ...request, prefix: COMPANION_PREFIX, limit }),
  ]);
  const lines = entries.slice(0, request.limit);
  const found = await completeCompanions(table, lines, { companions, isCut: companions.length === limit });
  return {
    lines: lines.map((item) => ({
      row: toStoredRow(item),
      companion: found.get(entryRefOf(item).suffix) ?? null,
    })),
    hasMore: entries.length > request.limit,
  };
}

/** A page of the items under a prefix, oldest first. */
async function readRange<Row>(
  table: DynamoTable,
  { toRow, ...request }: RowsRequest & { prefix: string; toRow: (item: Item) => Row },
): Promise<RowPage<Row>> {
  const items = await queryRange(table, { ...request, direction: "oldestFirst", limit: request.limit + 1 });
  return { rows: items.slice(0, request.limit).map(toRow), hasMore: items.length > request.limit };
}

/** A page of the rows of entries. */
export const readRows = (table: DynamoTable, request: RowsRequest) =>
  readRange(table, { ...request, prefix: ENTRY_PREFIX, toRow: toStoredRow });

/** A page of records. */
export const readRecords = (table: DynamoTable, request: RowsRequest) =>
  readRange(table, { ...request, prefix: RECORD_PREFIX, toRow: toStoredRecord });

/** A page of companions. */
export const readCompanions = (table: DynamoTable, request: RowsRequest) =>
  readRange(table, { ...request, prefix: COMPANION_PREFIX, toRow: fromCompanionItem });

/** A page of references in use. */
export const readReferences = (table: DynamoTable, request: RowsRequest) =>
  readRange(table, { ...request, prefix: REFERENCE_PREFIX, toRow: fromReferenceItem });

const queryRange = (
  table: DynamoTable,
  { prefix, eventId, direction, after, limit }: PageRequest & { prefix: string },
) => {
  const isOldestFirst = direction === "oldestFirst";
  const start = after ? prefix + after : undefined;
  const [from, to] = [prefix, prefix + LAST_CHARACTER];
  return queryItems(table, {
    ...rangeQuery(eventId, isOldestFirst ? { from: start ?? from, to } : { from, to: start ?? to }),
    ScanIndexForward: isOldestFirst,
    ExclusiveStartKey: start ? toItemKey({ pk: eventId, sk: start }) : undefined,
    limit,
  });
};

const companionSuffix = (item: Item) => readCompanionKey(keyOf(item))?.suffix ?? "";

/** Records have companions too, and removed entries leave theirs, so a page of companions may cover less than the page of entries. */
async function completeCompanions(
  table: DynamoTable,
  lines: Item[],
  page: { companions: Item[]; isCut: boolean },
): Promise<Map<string, StoredLine["companion"]>> {
  const items = new Map(page.companions.map((item) => [companionSuffix(item), item]));
  const refs = lines.map(entryRefOf);
  const missing = page.isCut ? refs.filter(({ suffix }) => !items.has(suffix)) : [];
  if (missing.length > 0) {
    const find = await readItems(table, missing.map(companionKey));
    for (const ref of missing) {
      const item = find(companionKey(ref));
      if (item) items.set(ref.suffix, item);
    }
  }
  return new Map([...items].map(([suffix, item]) => [suffix, fromCompanionItem(item)]));
}
