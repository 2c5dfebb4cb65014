import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ConfigError, type LocalConfig } from "../config.ts";
import { findMissingIndexes } from "../table/create-table.ts";

/** The local server cannot start. The message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** Refuses a table whose indexes are those of an earlier format, which this version cannot read. */
export async function refuseEarlierFormat(
  client: DynamoDBClient,
  { tableName, dataDir, dynamoEndpoint }: Pick<LocalConfig, "tableName" | "dataDir" | "dynamoEndpoint">,
): Promise<void> {
  const missing = await findMissingIndexes(client, tableName);
  if (missing.length === 0) return;
  const what = dynamoEndpoint === null ? `The data in "${dataDir}"` : `The table "${tableName}"`;
  const fix =
    dynamoEndpoint === null
      ? "delete that folder, or set DATA_DIR to another one"
      : "delete that table, or set TABLE_NAME to another name";
  throw new StartError(
    `${what} has an earlier format, which this version does not read (no index ${missing.join(", ")}). To start again, ${fix}.`,
  );
}

/** Ends this process with the message of a start error. Throws any other error again. */
export function exitOnStartError(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
