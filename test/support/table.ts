import { randomUUID } from "node:crypto";
import { DeleteItemCommand, type DynamoDBClient, paginateScan, QueryCommand } from "@aws-sdk/client-dynamodb";
import { inject } from "vitest";
import { DEFAULT_EVENT_MAPPING } from "../../server/ledger/event-facts.ts";
import { type DispatchTable, putEvent, putItem } from "../../server/local/dispatch-tool.ts";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import type { Item, ItemKey } from "../../server/table/items.ts";
import { toItemKey } from "../../server/table/items.ts";

/** A new table in the embedded engine, with direct access and the writes of the dispatch tool. */
export interface TestTable extends DispatchTable {
  endpoint: string;
  /** Every item of a partition, in key order. */
  items(pk: string): Promise<Item[]>;
  putEvent(event?: Partial<Parameters<typeof putEvent>[1]>): Promise<string>;
  putItem(item: Item): Promise<void>;
  deleteItem(key: ItemKey): Promise<void>;
}

/** The attribute by which counts of wrong passwords expire in tests. */
export const TTL_ATTRIBUTE = "expires";

/** Names the caller, as every DynamoDB requires, with a signature that proves nothing. */
const UNSIGNED: Awaited<ReturnType<DynamoDBClient["config"]["signer"]>> = {
  async sign(request) {
    const credential = "Credential=local/20260614/local/dynamodb/aws4_request";
    request.headers["x-amz-date"] = "20260614T000000Z";
    request.headers.authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=none`;
    return request;
  },
};

/** Creates a table, by default without a stream and in the engine of all tests. */
export async function createTestTable({
  endpoint = inject("dynamoEndpoint"),
  hasStream = false,
} = {}): Promise<TestTable> {
  const client = createDynamoClient(endpoint, { isLocal: true });
  // The embedded engine checks no signature, which would be a fifth of the cost of a call.
  if (!process.env.TEST_DYNAMO_ENDPOINT) client.config.signer = async () => UNSIGNED;
  const table = {
    client,
    tableName: `test-${randomUUID()}`,
    eventSk: "META",
    eventMapping: DEFAULT_EVENT_MAPPING,
  };
  await ensureTable(client, { ...table, ttlAttribute: TTL_ATTRIBUTE, hasStream });
  return {
    ...table,
    endpoint,
    async items(pk) {
      const query = { TableName: table.tableName, KeyConditionExpression: "pk = :pk", ConsistentRead: true };
      const found: Item[] = [];
      let start: QueryCommand["input"]["ExclusiveStartKey"];
      do {
        const values = { ":pk": { S: pk } };
        const page = await client.send(
          new QueryCommand({ ...query, ExpressionAttributeValues: values, ExclusiveStartKey: start }),
        );
        found.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
      } while (start);
      return found;
    },
    async putEvent(event = {}) {
      const id = event.id ?? `event-${randomUUID()}`;
      await putEvent(table, {
        title: "Rivera sunset sail",
        startsAt: "2026-06-15T00:30:00Z",
        status: "confirmed",
        crew: ["Tom Okafor"],
        ...event,
        id,
      });
      return id;
    },
    putItem: (item) => putItem(table, item),
    async deleteItem(key) {
      await client.send(new DeleteItemCommand({ TableName: table.tableName, Key: toItemKey(key) }));
    },
  };
}

/** All items by key, except the counts of wrong passwords, to compare the table before and after. */
export async function readTable({ client, tableName }: TestTable): Promise<Record<string, Item>> {
  const found: Record<string, Item> = {};
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of Items) {
      if (!item.pk?.S?.startsWith("THROTTLE#")) found[`${item.pk?.S} ${item.sk?.S}`] = item;
    }
  }
  return found;
}
