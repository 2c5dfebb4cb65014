import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../server/clock.ts";
import { sealRecord } from "../../server/ledger/dynamo/items/record-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { createDynamoLedgerStore } from "../../server/ledger/dynamo/store.ts";
import { DEFAULT_EVENT_MAPPING } from "../../server/ledger/event-facts.ts";
import type { LogPaymentCall } from "../../server/ledger/payments/decide-payment.ts";
import { logPayment } from "../../server/ledger/payments/log-payment.ts";
import { createEventQueue } from "../../server/ledger/write/event-queue.ts";
import { type DispatchTable, putEvent } from "../../server/local/dispatch-tool.ts";
import { createDynamoClient } from "../../server/table/client.ts";
import type { DynamoTable } from "../../server/table/table.ts";
import type { TestTable } from "./table.ts";

/** Direct access to the table of a running local server, as the dispatch tool and a legacy handler have it. */
export async function openServerTable({
  dataDir,
}: {
  dataDir: string;
}): Promise<DispatchTable & DynamoTable & Pick<TestTable, "putItem">> {
  const { port } = JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")) as { port: number };
  const client = createDynamoClient(`http://127.0.0.1:${port}`, { isLocal: true });
  const tableName = "scc";
  return {
    client,
    tableName,
    eventSk: "META",
    eventMapping: DEFAULT_EVENT_MAPPING,
    async putItem(item) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
}

const CONCURRENCY = 20;

const BY = { principal: "admin", name: "Ines Duarte" };

/** Logs payments to a running server's table, one after the other and without mails, which cost more than the payments. */
export async function logWithoutMails(
  server: { dataDir: string },
  payments: readonly LogPaymentCall["input"][],
): Promise<void> {
  const ledger = openLedger(await openServerTable(server));
  for (const input of payments) await logTo(ledger, input);
}

/** Writes events of the dispatch tool with payments of $1.00, $2.00 and so on, without mails. Returns their ids. */
export async function addPaidEvents(server: { dataDir: string }, count: number): Promise<string[]> {
  const table = await openServerTable(server);
  const ledger = openLedger(table);
  const ids = Array.from({ length: count }, (_, index) => `2026-06-14-sail-${index + 1}`);
  const addOne = async (id: string, index: number) => {
    const facts = { startsAt: "2026-06-15T00:30:00Z", status: "confirmed", crew: ["Tom Okafor"] };
    await putEvent(table, { ...facts, id, title: `Sail ${index + 1}` });
    await logTo(ledger, { eventId: id, patron: "Maya Rivera", amount: `${index + 1}.00`, method: "CASH" });
  };
  // All together would exceed the time limit of a single write.
  for (let from = 0; from < count; from += CONCURRENCY)
    await Promise.all(ids.slice(from, from + CONCURRENCY).map((id, index) => addOne(id, from + index)));
  return ids;
}

const openLedger = (table: DynamoTable & DispatchTable) => ({
  store: createDynamoLedgerStore(table),
  clock: systemClock,
  queue: createEventQueue(),
  seal: sealEntry,
  sealRecord,
  operatorCurrency: "USD",
  timeZone: "America/Los_Angeles",
  writeBudgetMilliseconds: 10_000,
});

async function logTo(ledger: ReturnType<typeof openLedger>, input: LogPaymentCall["input"]): Promise<void> {
  const outcome = await logPayment(ledger, { input, by: BY, mailOff: "It is part of a test." });
  if (outcome.result !== "logged") throw new Error(JSON.stringify(outcome));
}
