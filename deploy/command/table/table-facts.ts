import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";

/** What AWS says of a table. */
export interface TableFacts {
  description: TableDescription;
  /** By which attribute items expire, and whether that is being switched at the moment. */
  expiry: { status: string; attribute: string | null };
  /** Null where the engine cannot say. */
  hasPointInTimeRecovery: boolean | null;
}

/** Reads what AWS says of a table; null when there is none of that name. */
export async function readTableFacts(client: DynamoDBClient, tableName: string): Promise<TableFacts | null> {
  const description = await describe(client, tableName);
  if (!description) return null;
  const [expiry, hasPointInTimeRecovery] = await Promise.all([
    readExpiry(client, tableName),
    readBackups(client, tableName),
  ]);
  return { description, expiry, hasPointInTimeRecovery };
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | null> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

async function readExpiry(client: DynamoDBClient, tableName: string): Promise<TableFacts["expiry"]> {
  const { TimeToLiveDescription: found } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: tableName }),
  );
  return { status: found?.TimeToLiveStatus ?? "DISABLED", attribute: found?.AttributeName ?? null };
}

async function readBackups(client: DynamoDBClient, tableName: string): Promise<boolean | null> {
  try {
    const { ContinuousBackupsDescription: found } = await client.send(
      new DescribeContinuousBackupsCommand({ TableName: tableName }),
    );
    return found?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === "ENABLED";
  } catch (error) {
    // An engine other than AWS's own knows no backups.
    if (error instanceof Error && /^Unknown(Operation|OperationException)$/.test(error.name)) return null;
    throw error;
  }
}
