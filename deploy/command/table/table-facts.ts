import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";

/** AWS's description of a table. */
export interface TableFacts {
  description: TableDescription;
  /** The attribute by which items expire, and the status of expiry. */
  expiry: { status: string; attribute: string | null };
  /** Null if the engine does not support backups. */
  hasPointInTimeRecovery: boolean | null;
}

/** Reads AWS's description of a table; null if there is none of that name. */
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
    // Engines other than AWS's own support no backups.
    if (error instanceof Error && /^Unknown(Operation|OperationException)$/.test(error.name)) return null;
    throw error;
  }
}
