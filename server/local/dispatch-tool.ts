import { BatchGetItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { EventFacts, EventMapping } from "../ledger/event-facts.ts";
import { type Item, readText, readTexts, toItem, toItemKey } from "../table/items.ts";
import type { DynamoTable } from "../table/table.ts";

/** Where the stand-in for the dispatch tool stores its list of events. Not part of the ledger. */
const EVENT_LIST_KEY = toItemKey({ pk: "DISPATCH", sk: "EVENTS" });

/** Where to find the dispatch tool's events. */
export interface DispatchTable extends DynamoTable {
  eventSk: string;
  eventMapping: EventMapping;
}

/** An event as the dispatch tool's API returns it. */
export interface DispatchEvent extends Pick<EventFacts, "title" | "startsAt" | "status" | "crew"> {
  id: string;
}

/** The ids of the dispatch tool's events, or null if it has no list yet. */
export async function readEventIds(table: DispatchTable): Promise<string[] | null> {
  const command = new GetItemCommand({
    TableName: table.tableName,
    Key: EVENT_LIST_KEY,
    ConsistentRead: true,
  });
  const { Item: item } = await table.client.send(command);
  return item ? readTexts(item, "event_ids") : null;
}

/** Writes the list of the dispatch tool's events. */
export async function writeEventIds(table: DispatchTable, eventIds: readonly string[]): Promise<void> {
  const item = { ...EVENT_LIST_KEY, ...toItem({ event_ids: [...eventIds] }) };
  await putItem(table, item);
}

/** The dispatch tool's events by start, for its page. At most 100, because this is only a stand-in. */
export async function listDispatchEvents(table: DispatchTable): Promise<DispatchEvent[]> {
  const eventIds = (await readEventIds(table)) ?? [];
  if (eventIds.length === 0) return [];
  const Keys = eventIds.map((id) => toItemKey({ pk: id, sk: table.eventSk }));
  const command = new BatchGetItemCommand({ RequestItems: { [table.tableName]: { Keys } } });
  const { Responses } = await table.client.send(command);
  const events = (Responses?.[table.tableName] ?? []).map((item) => toDispatchEvent(item, table));
  return events.sort((a, b) => ((a.startsAt ?? "") < (b.startsAt ?? "") ? -1 : 1));
}

function toDispatchEvent(item: Item, { eventMapping: names }: DispatchTable): DispatchEvent {
  return {
    id: readText(item, "pk") ?? "",
    title: readText(item, names.title),
    startsAt: readText(item, names.startsAt),
    status: readText(item, names.status),
    crew: readTexts(item, names.crew),
  };
}

/** Writes an item as the dispatch tool or a legacy handler would. */
export async function putItem(table: DispatchTable, item: Item): Promise<void> {
  await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: item }));
}

/** Writes an event of the dispatch tool. */
export async function putEvent(
  table: DispatchTable,
  event: DispatchEvent & { currency?: string; endsAt?: string },
): Promise<void> {
  const { eventMapping: names } = table;
  const item = toItem({
    pk: event.id,
    sk: table.eventSk,
    [names.title]: event.title,
    [names.startsAt]: event.startsAt,
    [names.endsAt]: event.endsAt,
    [names.status]: event.status,
    [names.currency]: event.currency,
    [names.crew]: event.crew,
  });
  await putItem(table, item);
}
