import { readText, toItem } from "../../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../../table/table.ts";
import { COMPANION_PREFIX } from "../../table/table-shape.ts";
import { isEventId } from "../ids.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import { fromCompanionItem } from "./companion-item.ts";
import { fromIdempotencyItem } from "./idempotency-item.ts";
import { companionKey, entryKey, idempotencyKey, referenceKey } from "./keys.ts";
import { type DynamoLedgerOptions, eventKeys, toSnapshot } from "./snapshot.ts";
import { toStoredLine } from "./stored-line.ts";

const RECENT_COMPANIONS = 50;

/** Reads everything that a write needs, in one round trip. */
export async function readForWrite(
  options: DynamoLedgerOptions,
  request: WriteRequest,
): Promise<WritePicture> {
  const { eventId, originEventId = eventId, reference, target } = request;
  const usedReference = reference && referenceKey({ eventId, ...reference });
  const usedKey = idempotencyKey(request.idempotency);
  const keys = [
    usedKey,
    ...[eventId, originEventId].filter(isEventId).flatMap((id) => eventKeys(options, id)),
    ...(usedReference ? [usedReference] : []),
    ...(target ? [entryKey(target), companionKey(target)] : []),
  ];
  const [find, recent] = await Promise.all([readItems(options, keys), readRecent(options, eventId)]);
  const record = find(usedKey);
  const used = usedReference && find(usedReference);
  return {
    idempotency: record && fromIdempotencyItem(record),
    snapshot: toSnapshot(options, eventId, find),
    origin: toSnapshot(options, originEventId, find),
    referenceUsedBy: used && readText(used, "payment_id"),
    recent: recent.map(fromCompanionItem),
    target: target ? toStoredLine(find(entryKey(target)), find(companionKey(target))) : null,
  };
}

/** The newest companions of our own entries. Their suffix starts with a year; that of unusual legacy rows may not. */
const readRecent = (table: DynamoTable, eventId: string) =>
  queryItems(table, {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: toItem({
      ":pk": eventId,
      ":from": COMPANION_PREFIX,
      ":to": `${COMPANION_PREFIX}:`,
    }),
    ConsistentRead: true,
    ScanIndexForward: false,
    limit: RECENT_COMPANIONS,
  });
