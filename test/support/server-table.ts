import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type DynamoTable, toDynamo } from "../../server/ledger/dynamo-table.ts";
import { createDynamoClient } from "../../server/services.ts";
import type { TestTable } from "./table.ts";

/** The table of a running local server, past the server: as an older handler writes to it. */
export async function openServerTable({
  dataDir,
}: {
  dataDir: string;
}): Promise<DynamoTable & Pick<TestTable, "putItem">> {
  const { port } = JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")) as { port: number };
  const client = createDynamoClient(`http://127.0.0.1:${port}`, { isLocal: true });
  const tableName = "scc";
  return {
    client,
    tableName,
    async putItem(item) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: toDynamo(item) }));
    },
  };
}
