import type { Item } from "../../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../../table/table.ts";
import { COMPANION_PREFIX } from "../../table/table-shape.ts";
import { LAST_CHARACTER } from "../../values/text.ts";
import { isEventId } from "../ids.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import { fromRecentItem, RECENT_ATTRIBUTES } from "./items/companion-item.ts";
import { fromIdempotencyItem } from "./items/idempotency-item.ts";
import { readReferencePlace } from "./items/reference-item.ts";
import { companionKey, entryKey, idempotencyKey, referencePrefix } from "./keys.ts";
import { rangeQuery } from "./pages.ts";
import { type DynamoLedgerOptions, eventKeys, toSnapshot } from "./snapshot.ts";
import { toStoredLine } from "./stored-line.ts";

/** As many companions as fit one page of the service and more: they are read to the end. */
const MAX_RECENT_COMPANIONS = 100_000;

/** The payment itself may be one of them. */
const MAX_REFERENCES = 2;

/** How many uses of a reference are examined at a time; those of reversed payments are released. */
const EXAMINED_REFERENCES = 50;

/** Reads everything that a write needs, in one round trip. */
export async function readForWrite(
  options: DynamoLedgerOptions,
  request: WriteRequest,
): Promise<WritePicture> {
  const { eventId, originEventId = eventId, target } = request;
  const usedKey = idempotencyKey(request.idempotency);
  const keys = [
    usedKey,
    ...[eventId, originEventId].filter(isEventId).flatMap((id) => eventKeys(options, id)),
    ...(target ? [entryKey(target), companionKey(target)] : []),
  ];
  const [find, recent, uses] = await Promise.all([
    readItems(options, keys),
    readRecent(options, request),
    readUses(options, request),
  ]);
  const record = find(usedKey);
  return {
    idempotency: record && fromIdempotencyItem(record),
    snapshot: toSnapshot(options, eventId, find),
    origin: toSnapshot(options, originEventId, find),
    referenceUsedBy: uses.map(readReferencePlace).filter((ref) => ref !== null),
    recent: recent.map(fromRecentItem),
    target: target ? toStoredLine(find(entryKey(target)), find(companionKey(target))) : null,
  };
}

/** The companions since an instant. Their suffix starts with it; that of unusual legacy rows may not. */
const readRecent = (table: DynamoTable, { eventId, recentFrom }: WriteRequest) =>
  queryItems(table, {
    ...rangeQuery(eventId, { from: COMPANION_PREFIX + recentFrom, to: `${COMPANION_PREFIX}:` }),
    ProjectionExpression: Object.keys(RECENT_NAMES).join(", "),
    ExpressionAttributeNames: RECENT_NAMES,
    ScanIndexForward: false,
    limit: MAX_RECENT_COMPANIONS,
  });

const RECENT_NAMES = Object.fromEntries(RECENT_ATTRIBUTES.map((name) => [`#${name}`, name]));

async function readUses(table: DynamoTable, { eventId, reference }: WriteRequest): Promise<Item[]> {
  if (!reference?.folded.isWellFormed()) return [];
  const prefix = referencePrefix(reference);
  return queryItems(table, {
    ...rangeQuery(eventId, { from: prefix, to: prefix + LAST_CHARACTER }),
    FilterExpression: "attribute_not_exists(released)",
    ScanIndexForward: false,
    limit: MAX_REFERENCES,
    examined: EXAMINED_REFERENCES,
  });
}
