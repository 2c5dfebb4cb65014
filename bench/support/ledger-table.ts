import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DEFAULT_EVENT_MAPPING } from "../../server/ledger/event-facts.ts";
import { putEvent } from "../../server/local/dispatch-tool.ts";
import { startEngine } from "../../server/local/engine.ts";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { sha256 } from "../../server/values/digest.ts";

/** A table in its own embedded engine. */
export interface LedgerTable {
  client: DynamoDBClient;
  tableName: string;
  endpoint: string;
  /** The environment with which the built bundles and the peers find it. */
  env: Record<string, string>;
  /** Puts events as the dispatch tool does, one after the other. */
  putEvents(ids: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The shared admin password here, and the token of the bare peers. */
export const PASSWORD = "harbor";
export const BARE_TOKEN = "bare".repeat(12);

/** The time zone of a payment's day. */
export const TIME_ZONE = "America/Los_Angeles";

const TTL_ATTRIBUTE = "expires";

/** Starts an engine and creates the table; without a stream by default, because the engine slows down with every streamed write. */
export async function startLedgerTable({ hasStream = false } = {}): Promise<LedgerTable> {
  const folder = await mkdtemp(join(tmpdir(), "payments-bench-"));
  const engine = await startEngine(folder);
  const client = createDynamoClient(engine.endpoint, { isLocal: true });
  const table = await addTable({ client, endpoint: engine.endpoint }, { tableName: "bench", hasStream });
  return {
    ...table,
    async stop() {
      engine.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Creates another table in a running engine. */
export async function addTable(
  { client, endpoint }: Pick<LedgerTable, "client" | "endpoint">,
  { tableName, hasStream }: { tableName: string; hasStream: boolean },
): Promise<Omit<LedgerTable, "stop">> {
  await ensureTable(client, { tableName, ttlAttribute: TTL_ATTRIBUTE, hasStream });
  const tool = { client, tableName, eventSk: "META", eventMapping: DEFAULT_EVENT_MAPPING };
  return {
    ...{ client, endpoint, tableName },
    env: {
      TABLE_NAME: tableName,
      TTL_ATTRIBUTE,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_REGION: "local",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      TIME_ZONE,
      ADMIN_PASS_HASH: sha256(PASSWORD),
      SESSION_SECRET: "s".repeat(48),
      TOKEN: BARE_TOKEN,
    },
    async putEvents(ids) {
      const event = { title: "Rivera sunset sail", startsAt: "2026-06-15T00:30:00Z" };
      for (const id of ids) await putEvent(tool, { ...event, id, status: "confirmed", crew: ["Tom Okafor"] });
    },
  };
}
