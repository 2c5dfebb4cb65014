import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { exists, isNew, lacks, onlyIf, updateIf } from "../table/conditions.ts";
import { type Item, readText, readTexts, toItem, toItemKey } from "../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../table/table.ts";
import { INDEXES, KEY_LIST } from "../table/table-shape.ts";
import { send } from "../table/unavailable.ts";
import type { ApiKey } from "./api-key.ts";
import { putAudit } from "./dynamo-audit-log.ts";
import { apiKeyKey } from "./dynamo-keys.ts";
import type { KeyStore } from "./key-store.ts";
import type { KeyScope } from "./viewer.ts";

const MAX_KEYS = 1000;

/** API keys in DynamoDB, one item each. */
export function createDynamoKeyStore(table: DynamoTable): KeyStore {
  const { client, tableName } = table;
  const commit = (items: TransactWriteItem[]) =>
    send(() => client.send(new TransactWriteItemsCommand({ TransactItems: items })));

  return {
    async find(id) {
      const find = await readItems(table, [apiKeyKey(id)]);
      const item = find(apiKeyKey(id));
      return item && fromKeyItem(item);
    },

    async list() {
      const { name, pk, sk } = INDEXES.ledgers;
      const listed = await queryItems(table, {
        IndexName: name,
        KeyConditionExpression: "#pk = :list",
        ExpressionAttributeNames: { "#pk": pk },
        ExpressionAttributeValues: toItem({ ":list": KEY_LIST }),
        limit: MAX_KEYS,
      });
      const keys = listed.map((item) => apiKeyKey(readText(item, sk) ?? ""));
      const find = await readItems(table, keys);
      return keys
        .map(find)
        .filter((item) => item !== null)
        .map(fromKeyItem);
    },

    async create(key, audit) {
      const Item = toKeyItem(key);
      await commit([{ Put: { TableName: tableName, Item, ...onlyIf(isNew) } }, putAudit(tableName, audit)]);
    },

    async revoke(id, audit) {
      const end = {
        Update: {
          TableName: tableName,
          Key: toItemKey(apiKeyKey(id)),
          ...updateIf({ revoked_at: audit.at }, exists, lacks("revoked_at")),
        },
      };
      try {
        await commit([end, putAudit(tableName, audit)]);
        return true;
      } catch (error) {
        const [first] = (error instanceof TransactionCanceledException && error.CancellationReasons) || [];
        if (first?.Code === "ConditionalCheckFailed") return false;
        throw error;
      }
    },

    async noteUse(id, at) {
      const command = new UpdateItemCommand({
        TableName: tableName,
        Key: toItemKey(apiKeyKey(id)),
        ...updateIf({ last_used_at: at }, exists),
      });
      await send(() => client.send(command));
    },
  };
}

function toKeyItem({ id, name, scopes, hash, createdAt, lastUsedAt, revokedAt }: ApiKey): Item {
  return toItem({
    ...apiKeyKey(id),
    [INDEXES.ledgers.pk]: KEY_LIST,
    [INDEXES.ledgers.sk]: id,
    key_id: id,
    name,
    scopes: new Set(scopes),
    hash,
    created_at: createdAt,
    last_used_at: lastUsedAt,
    revoked_at: revokedAt,
  });
}

function fromKeyItem(item: Item): ApiKey {
  return {
    id: readText(item, "key_id") ?? "",
    name: readText(item, "name") ?? "",
    scopes: readTexts(item, "scopes") as KeyScope[],
    hash: readText(item, "hash") ?? "",
    createdAt: readText(item, "created_at") ?? "",
    lastUsedAt: readText(item, "last_used_at"),
    revokedAt: readText(item, "revoked_at"),
  };
}
