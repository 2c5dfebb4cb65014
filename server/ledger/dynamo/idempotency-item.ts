import { type Item, readMap, readText, toItem } from "../../table/attributes.ts";
import type { IdempotencyRecord } from "../idempotency.ts";
import { idempotencyKey } from "./keys.ts";

/** The item of a record. */
export function toIdempotencyItem(used: { principal: string; key: string }, record: IdempotencyRecord): Item {
  const fields = Object.entries(record.fields).map(([name, hash]) => [name, { S: hash }] as const);
  return toItem({
    ...idempotencyKey(used),
    operation: record.operation,
    fields: { M: Object.fromEntries(fields) },
    payment_id: record.paymentId,
    call_id: record.callId,
  });
}

/** Reads a record from its item. */
export function fromIdempotencyItem(item: Item): IdempotencyRecord {
  const fields = Object.entries(readMap(item, "fields")).map(([name, hash]) => [name, hash.S ?? ""] as const);
  return {
    operation: readText(item, "operation") ?? "",
    fields: Object.fromEntries(fields),
    paymentId: readText(item, "payment_id") ?? "",
    callId: readText(item, "call_id") ?? "",
  };
}
