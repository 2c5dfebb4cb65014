import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { createDynamoLedgerStore } from "../../server/ledger/dynamo/store.ts";
import { DEFAULT_EVENT_MAPPING } from "../../server/ledger/event-facts.ts";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import { type Item, keyOf, toItemKey } from "../../server/table/items.ts";

const TABLE = "kept";
const keyText = (item: Item) => JSON.stringify(toItemKey(keyOf(item)));

/**
 * A store that reads from these items instead of a table, without a trip to an engine: thousands of altered ledgers can be
 * verified in the time of a few. Only strongly consistent reads are answered, as a verification makes them.
 */
export function createStoreOfItems(items: readonly Item[]): LedgerStore {
  const inOrder = items.toSorted((one, other) => (keyOf(one).sk < keyOf(other).sk ? -1 : 1));
  const byKey = new Map(inOrder.map((item) => [keyText(item), item]));
  const answer = async (command: unknown) => {
    if (command instanceof BatchGetItemCommand) {
      const { Keys = [] } = command.input.RequestItems?.[TABLE] ?? {};
      return { Responses: { [TABLE]: Keys.map((key) => byKey.get(keyText(key))).filter(Boolean) } };
    }
    if (command instanceof QueryCommand && !command.input.IndexName) return query(inOrder, command.input);
    throw new Error("Only reads of items and of ranges are answered.");
  };
  const client = { send: answer } as unknown as DynamoDBClient;
  return createDynamoLedgerStore({
    ...{ client, tableName: TABLE, eventSk: "META", eventMapping: DEFAULT_EVENT_MAPPING },
  });
}

/** The items of a range. All of them are one page. */
function query(inOrder: readonly Item[], { ExpressionAttributeValues: values = {} }: QueryCommand["input"]) {
  const [pk, from, to] = [":pk", ":from", ":to"].map((name) => values[name]?.S ?? "");
  const Items = inOrder.filter((item) => {
    const key = keyOf(item);
    return key.pk === pk && key.sk >= (from ?? "") && key.sk <= (to ?? "");
  });
  return { Items };
}
