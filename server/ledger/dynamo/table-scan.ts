import { PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { readText, toItem } from "../../table/items.ts";
import { type DynamoTable, readItems } from "../../table/table.ts";
import { ENTRY_PREFIX } from "../../table/table-shape.ts";
import { send } from "../../table/unavailable.ts";
import type { TableScan } from "../table-scan.ts";
import { ADOPTION_KEY } from "./keys.ts";

/**
 * About as many items as a page of the service holds anyway. For every page, the embedded engine sorts the whole rest of
 * the table. With a limit it keeps only that many items and does not exceed the time limit of a request.
 */
const ITEMS_PER_PAGE = 2000;

/** Scans the whole table in DynamoDB. */
export function createDynamoTableScan(table: DynamoTable): TableScan {
  return {
    async *eventsWithEntries() {
      const seen = new Set<string>();
      const pages = paginateScan(
        { client: table.client },
        {
          TableName: table.tableName,
          Limit: ITEMS_PER_PAGE,
          FilterExpression: "begins_with(sk, :prefix)",
          ProjectionExpression: "pk",
          ExpressionAttributeValues: toItem({ ":prefix": ENTRY_PREFIX }),
        },
      );
      for await (const { Items = [] } of pages) {
        for (const eventId of Items.map((item) => readText(item, "pk") ?? "")) {
          if (!seen.has(eventId)) yield eventId;
          seen.add(eventId);
        }
      }
    },

    async adoptionFinishedAt() {
      const find = await readItems(table, [ADOPTION_KEY]);
      const note = find(ADOPTION_KEY);
      return note && readText(note, "finished_at");
    },

    async finishAdoption(at) {
      const item = toItem({ ...ADOPTION_KEY, finished_at: at });
      await send(() => table.client.send(new PutItemCommand({ TableName: table.tableName, Item: item })));
    },
  };
}
