import { type Item, readMap, readText, toItem } from "../../../table/items.ts";
import type { IdempotencyRecord } from "../../idempotency.ts";
import { idempotencyKey } from "../keys.ts";

/** The item of an idempotency record. */
export function toIdempotencyItem(used: { principal: string; key: string }, record: IdempotencyRecord): Item {
  return toItem({
    ...idempotencyKey(used),
    operation: record.operation,
    fields: record.fields,
    result: record.paymentId,
    call_id: record.callId,
  });
}

/** Reads an idempotency record from its item. */
export function fromIdempotencyItem(item: Item): IdempotencyRecord {
  const fields = readMap(item, "fields");
  return {
    operation: readText(item, "operation") ?? "",
    fields: Object.fromEntries(Object.keys(fields).map((name) => [name, readText(fields, name) ?? ""])),
    paymentId: readText(item, "result") ?? "",
    callId: readText(item, "call_id") ?? "",
  };
}
