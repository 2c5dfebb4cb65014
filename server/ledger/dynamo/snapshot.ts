import type { Item, ItemKey } from "../../table/items.ts";
import { type DynamoTable, readItems } from "../../table/table.ts";
import type { EventMapping } from "../event-facts.ts";
import { isEventId } from "../ids.ts";
import type { EventSnapshot, StoredBeside } from "../ledger-store.ts";
import { findDifferences } from "./items/differences.ts";
import { readEventFacts } from "./items/event-item.ts";
import { compareHead, fromHeadItem } from "./items/head-item.ts";
import { fromTermsItem, termsValues } from "./items/terms-item.ts";
import { headKey, termsKey } from "./keys.ts";

/** How the store reads the dispatch tool's items. */
export interface DynamoLedgerOptions extends DynamoTable {
  /** Sort key of the event's item. */
  eventSk: string;
  eventMapping: EventMapping;
}

/** Reads events by id, in the given order. */
export async function readEvents(
  options: DynamoLedgerOptions,
  eventIds: readonly string[],
): Promise<EventSnapshot[]> {
  const known = eventIds.filter(isEventId);
  const find = await readItems(
    options,
    known.flatMap((eventId) => eventKeys(options, eventId)),
  );
  return eventIds.map((eventId) => toSnapshot(options, eventId, find));
}

/** The keys of all items of a snapshot. */
export const eventKeys = (options: DynamoLedgerOptions, eventId: string): ItemKey[] => [
  { pk: eventId, sk: options.eventSk },
  headKey(eventId),
  termsKey(eventId),
];

/** Builds the snapshot of an event from the items found. */
export function toSnapshot(
  options: DynamoLedgerOptions,
  eventId: string,
  find: (key: ItemKey) => Item | null,
): EventSnapshot {
  const event = find({ pk: eventId, sk: options.eventSk });
  const head = find(headKey(eventId));
  const terms = find(termsKey(eventId));
  return {
    eventId,
    facts: event && readEventFacts(event, options.eventMapping),
    head: head && fromHeadItem(head),
    terms: terms && fromTermsItem(terms),
  };
}

/** Reads an event with what is kept beside its rows, to compare it with what they say. */
export async function readBeside(options: DynamoLedgerOptions, eventId: string): Promise<StoredBeside> {
  const find = await readItems(options, eventKeys(options, eventId));
  const [head, terms] = [find(headKey(eventId)), find(termsKey(eventId))];
  return {
    snapshot: toSnapshot(options, eventId, find),
    compareHead: (expected) => head && compareHead(head, expected),
    compareTerms: (expected) => findDifferences(terms ?? {}, expected ? termsValues(eventId, expected) : {}),
  };
}
