import { setTimeout as pause } from "node:timers/promises";
import {
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { StoreUnavailableError } from "../values/unavailable.ts";
import { type Item, type ItemKey, keyOf, toItemKey } from "./items.ts";
import { send } from "./unavailable.ts";

/** The single table, and the client that reaches it. */
export interface DynamoTable {
  client: DynamoDBClient;
  tableName: string;
}

const BATCH_GET_LIMIT = 100;
const UNPROCESSED_TRIES = 8;

const keyText = (key: ItemKey) => `${key.pk}\u0000${key.sk}`;

/** Reads any number of items by key, strongly consistent. Returns a lookup from key to item. */
export async function readItems(
  table: DynamoTable,
  keys: readonly ItemKey[],
): Promise<(key: ItemKey) => Item | null> {
  const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  const batches: ItemKey[][] = [];
  for (let at = 0; at < unique.length; at += BATCH_GET_LIMIT)
    batches.push(unique.slice(at, at + BATCH_GET_LIMIT));
  const found = new Map<string, Item>();
  for (const items of await Promise.all(batches.map((batch) => readBatch(table, batch)))) {
    for (const item of items) found.set(keyText(keyOf(item)), item);
  }
  return (key) => found.get(keyText(key)) ?? null;
}

async function readBatch(table: DynamoTable, keys: ItemKey[]): Promise<Item[]> {
  const items: Item[] = [];
  let open = keys.map(toItemKey);
  for (let tries = 0; open.length > 0; tries += 1) {
    if (tries === UNPROCESSED_TRIES)
      throw new StoreUnavailableError("The table did not return all items in time.");
    if (tries > 0) await pause(Math.random() * 20 * 2 ** tries);
    const RequestItems = { [table.tableName]: { Keys: open, ConsistentRead: true } };
    const answer = await send(() => table.client.send(new BatchGetItemCommand({ RequestItems })));
    items.push(...(answer.Responses?.[table.tableName] ?? []));
    open = answer.UnprocessedKeys?.[table.tableName]?.Keys ?? [];
  }
  return items;
}

/** Queries up to `limit` items, across the page ends of the service. With a filter, so many are examined at a time. */
export async function queryItems(
  table: DynamoTable,
  query: Omit<QueryCommandInput, "TableName" | "Limit"> & { limit: number; examined?: number },
): Promise<Item[]> {
  const { limit, examined, ...input } = query;
  const items: Item[] = [];
  let start = input.ExclusiveStartKey;
  do {
    const command = new QueryCommand({
      ...input,
      TableName: table.tableName,
      Limit: examined ?? limit - items.length,
      ExclusiveStartKey: start,
    });
    const answer = await send(() => table.client.send(command));
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start && items.length < limit);
  return items.slice(0, limit);
}
