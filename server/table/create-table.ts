import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { TABLE_SHAPE } from "./table-shape.ts";

/** The table to create. Without a stream, which only mails need, an embedded engine writes faster. */
export interface TableOptions {
  tableName: string;
  /** The attribute by which counters of wrong passwords expire. */
  ttlAttribute: string;
  hasStream?: boolean;
}

/** The definition of a new table: keys, a stream of new images, and the indexes. */
function tableDefinition({
  tableName,
  hasStream = true,
}: Omit<TableOptions, "ttlAttribute">): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes, streamView } = TABLE_SHAPE;
  const attributes = [partitionKey, sortKey, ...indexes.flatMap((one) => [one.partitionKey, one.sortKey])];
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: toKeySchema(partitionKey, sortKey),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    StreamSpecification: hasStream
      ? { StreamEnabled: true, StreamViewType: streamView }
      : { StreamEnabled: false },
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: toKeySchema(index.partitionKey, index.sortKey),
      Projection:
        index.carries.length > 0
          ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.carries] }
          : { ProjectionType: "KEYS_ONLY" },
    })),
  };
}

const toKeySchema = (pk: string, sk: string): CreateTableCommandInput["KeySchema"] => [
  { AttributeName: pk, KeyType: "HASH" },
  { AttributeName: sk, KeyType: "RANGE" },
];

/** Whether a table of this name exists. */
export async function hasTable(client: DynamoDBClient, tableName: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** The names of indexes that the table lacks: those of another format, if any. */
export async function findMissingIndexes(client: DynamoDBClient, tableName: string): Promise<string[]> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const names = new Set(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  return TABLE_SHAPE.indexes.map(({ name }) => name).filter((name) => !names.has(name));
}

/** Ignores a table that appeared in the meantime: either an attempt of ours succeeded without an answer, or another process created it. */
async function createTable(client: DynamoDBClient, options: TableOptions): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(options)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** Creates the table if it does not exist. Returns whether it did. */
export async function ensureTable(client: DynamoDBClient, options: TableOptions): Promise<boolean> {
  const { tableName, ttlAttribute } = options;
  if (await hasTable(client, tableName)) return false;
  await createTable(client, options);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName });
  const expiry = { Enabled: true, AttributeName: ttlAttribute };
  await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification: expiry }));
  return true;
}
