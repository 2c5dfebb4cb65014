import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { INDEXES, LISTED_ATTRIBUTES } from "./keys.ts";

/** The table to make. Without a stream, which only the mails need, an embedded engine writes faster. */
export interface TableOptions {
  tableName: string;
  /** The attribute by which counts of wrong passwords expire. */
  ttlAttribute: string;
  hasStream?: boolean;
}

/** The table as we make it where there is none: keys, stream of new images, and the four indexes. */
function tableDefinition({
  tableName,
  hasStream = true,
}: Omit<TableOptions, "ttlAttribute">): CreateTableCommandInput {
  const indexes = Object.values(INDEXES);
  const attributes = ["pk", "sk", ...indexes.flatMap(({ pk, sk }) => [pk, sk])];
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: toKeySchema("pk", "sk"),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    StreamSpecification: hasStream
      ? { StreamEnabled: true, StreamViewType: "NEW_IMAGE" }
      : { StreamEnabled: false },
    GlobalSecondaryIndexes: indexes.map(({ name, pk, sk }) => ({
      IndexName: name,
      KeySchema: toKeySchema(pk, sk),
      Projection: carriesList(name)
        ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...LISTED_ATTRIBUTES] }
        : { ProjectionType: "KEYS_ONLY" },
    })),
  };
}

const carriesList = (index: string) => index === INDEXES.received.name || index === INDEXES.logged.name;

const toKeySchema = (pk: string, sk: string): CreateTableCommandInput["KeySchema"] => [
  { AttributeName: pk, KeyType: "HASH" },
  { AttributeName: sk, KeyType: "RANGE" },
];

/** Whether there is a table of this name. */
export async function hasTable(client: DynamoDBClient, tableName: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** Makes the table when there is none. Answers whether it did. */
export async function ensureTable(client: DynamoDBClient, options: TableOptions): Promise<boolean> {
  const { tableName, ttlAttribute } = options;
  if (await hasTable(client, tableName)) return false;
  await client.send(new CreateTableCommand(tableDefinition(options)));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName });
  const expiry = { Enabled: true, AttributeName: ttlAttribute };
  await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification: expiry }));
  return true;
}
