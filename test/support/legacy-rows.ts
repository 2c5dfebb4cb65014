import { randomUUID } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { toItem } from "../../server/table/items.ts";
import type { TestTable } from "./table.ts";

/** A row as the legacy Python handler wrote it: four attributes and an id. */
export interface LegacyRow {
  eventId: string;
  amount?: string | AttributeValue;
  patron?: string | null;
  timestamp?: string;
  notes?: string | null;
}

/** Writes a legacy row and returns its payment id. */
export async function putLegacyRow(table: Pick<TestTable, "putItem">, row: LegacyRow): Promise<string> {
  const {
    amount = "125.5",
    patron = "Maya Rivera",
    timestamp = "2025-05-01T17:20:00.123456",
    notes = "cash",
  } = row;
  const id = randomUUID();
  const key = { pk: row.eventId, sk: `PAYMENT#${timestamp}#${id}` };
  await table.putItem({
    ...toItem({ ...key, payment_id: id, patron, timestamp, notes }),
    amount: typeof amount === "string" ? { N: amount } : amount,
  });
  return id;
}
