import { UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { TABLE_SHAPE } from "../../server/table/table-shape.ts";
import { type Load, type LoadedEntry, loadManyPayments } from "./many-payments.ts";
import { type ServerInProcess, startServerInProcess } from "./server-in-process.ts";
import { createTestTable, type TestTable } from "./table.ts";

/** A server whose table held many payments before it started. */
export interface LoadedServer extends ServerInProcess {
  loaded: LoadedEntry[];
  table: TestTable;
  /** By which an operator's command finds the same table. */
  env: Record<string, string>;
}

/**
 * Loads the payments and starts a server on them. With a stream, the embedded engine takes longer for each further row, and
 * the server's mails follow every one: the stream is added when all are loaded.
 */
export async function startLoadedServer(load: Load): Promise<LoadedServer> {
  const table = await createTestTable();
  const loaded = await loadManyPayments(table, load);
  const stream = { StreamEnabled: true, StreamViewType: TABLE_SHAPE.streamView };
  await table.client.send(
    new UpdateTableCommand({ TableName: table.tableName, StreamSpecification: stream }),
  );
  const env = { AWS_ENDPOINT_URL_DYNAMODB: table.endpoint, TABLE_NAME: table.tableName };
  return { ...(await startServerInProcess({ env })), loaded, table, env };
}
