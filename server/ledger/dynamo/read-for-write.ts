import { type Item, keyOf, readInteger, readText, toItem } from "../../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../../table/table.ts";
import { COMPANION_PREFIX } from "../../table/table-shape.ts";
import { LAST_CHARACTER } from "../../values/text.ts";
import { isEventId } from "../ids.ts";
import type { RecentCompanion, WritePicture, WriteRequest } from "../ledger-store.ts";
import { fromIdempotencyItem } from "./items/idempotency-item.ts";
import { readReferencePlace } from "./items/reference-item.ts";
import { companionKey, entryKey, idempotencyKey, readCompanionKey, referencePrefix } from "./keys.ts";
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
    recent: recent.map(toRecent),
    target: target ? toStoredLine(find(entryKey(target)), find(companionKey(target))) : null,
  };
}

/** The companions since an instant. Their suffix starts with it; that of unusual legacy rows may not. */
const readRecent = (table: DynamoTable, { eventId, recentFrom }: WriteRequest) =>
  queryItems(table, {
    ...between(eventId, COMPANION_PREFIX + recentFrom, `${COMPANION_PREFIX}:`),
    ProjectionExpression: Object.keys(RECENT_ATTRIBUTES).join(", "),
    ExpressionAttributeNames: RECENT_ATTRIBUTES,
    ScanIndexForward: false,
    limit: MAX_RECENT_COMPANIONS,
  });

const RECENT_ATTRIBUTES = Object.fromEntries(
  [
    ...["pk", "sk", "kind", "sequence", "logged_at", "patron_folded", "minor_units", "method"],
    ...["reference_folded", "status"],
  ].map((name) => [`#${name}`, name]),
);

const toRecent = (item: Item): RecentCompanion => ({
  suffix: readCompanionKey(keyOf(item))?.suffix ?? "",
  kind: readText(item, "kind") as RecentCompanion["kind"],
  sequence: readInteger(item, "sequence") ?? 0,
  loggedAt: readText(item, "logged_at"),
  patronFolded: readText(item, "patron_folded"),
  minorUnits: readInteger(item, "minor_units"),
  method: readText(item, "method"),
  referenceFolded: readText(item, "reference_folded"),
  status: readText(item, "status") as RecentCompanion["status"],
});

async function readUses(table: DynamoTable, { eventId, reference }: WriteRequest): Promise<Item[]> {
  if (!reference?.folded.isWellFormed()) return [];
  const prefix = referencePrefix(reference);
  return queryItems(table, {
    ...between(eventId, prefix, prefix + LAST_CHARACTER),
    FilterExpression: "attribute_not_exists(released)",
    ScanIndexForward: false,
    limit: MAX_REFERENCES,
    examined: EXAMINED_REFERENCES,
  });
}

const between = (eventId: string, from: string, to: string) => ({
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: toItem({ ":pk": eventId, ":from": from, ":to": to }),
  ConsistentRead: true,
});
