import { expect, it } from "vitest";
import { createDynamoTableScan } from "../../../server/ledger/dynamo/table-scan.ts";
import { loadManyPayments } from "../../support/many-payments.ts";
import { createTestTable } from "../../support/table.ts";

it("does not copy requests and responses for an unused log", async () => {
  const { client, tableName } = await createTestTable();
  const told: string[] = [];
  const info = (line: { commandName?: string }) => void told.push(line.commandName ?? "");
  Object.assign(client.config.logger, { info });

  await createDynamoTableScan({ client, tableName }).adoptionFinishedAt();

  expect(told).toEqual([]);
});

it("finds every event with entries in a table of several pages", async () => {
  const table = await createTestTable();
  const loaded = await loadManyPayments(table, { payments: 1_200, events: 100 });
  await table.putEvent();

  const eventIds: string[] = [];
  for await (const eventId of createDynamoTableScan(table).eventsWithEntries()) eventIds.push(eventId);

  expect(eventIds.sort()).toEqual([...new Set(loaded.map(({ eventId }) => eventId))].sort());
});
