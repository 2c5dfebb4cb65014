import { randomUUID } from "node:crypto";
import { PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../table/items.ts";
import type { DynamoTable } from "../table/table.ts";
import { send } from "../table/unavailable.ts";
import type { AuditEvent, AuditLog } from "./audit.ts";
import { auditKey } from "./dynamo-keys.ts";

/** Access events in DynamoDB, one partition a day. */
export function createDynamoAuditLog({ client, tableName }: DynamoTable): AuditLog {
  return {
    async record(event) {
      const Item = toAuditItem(event);
      await send(() => client.send(new PutItemCommand({ TableName: tableName, Item })));
    },
  };
}

/** Stores an access event in the same transaction as the change that it describes. */
export const putAudit = (tableName: string, event: AuditEvent): TransactWriteItem => ({
  Put: { TableName: tableName, Item: toAuditItem(event) },
});

function toAuditItem(event: AuditEvent): Item {
  const named = {
    ...auditKey({ at: event.at, id: randomUUID() }),
    kind: event.kind,
    at: event.at,
    name: event.name,
  };
  switch (event.kind) {
    case "SIGNED_IN":
      return toItem({ ...named, address: event.address, known_device: event.isKnownDevice });
    case "KEY_CREATED":
      return toItem({ ...named, by: event.by, key_id: event.keyId, scopes: new Set(event.scopes) });
    case "KEY_REVOKED":
      return toItem({ ...named, by: event.by, key_id: event.keyId });
  }
}
