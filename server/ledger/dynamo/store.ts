import { type Item, type ItemKey, readMap } from "../../table/attributes.ts";
import { type DynamoTable, queryItems, readItems, toDynamoKey } from "../../table/table.ts";
import { fromIdempotencyItem } from "../idempotency.ts";
import type {
  EventSnapshot,
  LedgerStore,
  PageRequest,
  StoredLine,
  StoredPage,
  WritePicture,
  WriteRequest,
} from "../ledger-store.ts";
import { commitAdoption, commitEntries, commitTerms } from "./commit.ts";
import { fromCompanionItem, fromMailItem } from "./companion-item.ts";
import { readIndex } from "./entry-index.ts";
import { entryRefOf } from "./entry-item.ts";
import { type EventMapping, readEventFacts } from "./event-item.ts";
import { fromHeadItem } from "./head-item.ts";
import {
  COMPANION_PREFIX,
  companionKey,
  ENTRY_PREFIX,
  entryKey,
  headKey,
  INDEXES,
  idempotencyKey,
  isEventId,
  LAST_CHARACTER,
  LEDGER_LIST,
  referenceKey,
  termsChangeKey,
  termsKey,
  termsStateKey,
} from "./keys.ts";
import { fromTermsChangeItem, fromTermsItem } from "./terms-item.ts";

const RECENT_COMPANIONS = 50;

/** How the store reads what belongs to the dispatch tool. */
export interface DynamoLedgerOptions extends DynamoTable {
  /** Sort key of the event's own item. */
  eventSk: string;
  eventMapping: EventMapping;
}

/** The ledgers in DynamoDB: every read of an event is one round trip deep, every write one transaction. */
export function createDynamoLedgerStore(options: DynamoLedgerOptions): LedgerStore {
  return {
    readEvents: (eventIds) => readEvents(options, eventIds),
    readPage: (request) => readPage(options, request),
    readCompanions: (request) => readCompanions(options, request),
    readLines: async (refs) => {
      const find = await readItems(
        options,
        refs.flatMap((ref) => [entryKey(ref), companionKey(ref)]),
      );
      return refs.map((ref) => toStoredLine(find(entryKey(ref)), find(companionKey(ref))));
    },
    readIndex: (request) => readIndex(options, request),
    listLedgers: (page) => listLedgers(options, page),
    readForWrite: (request) => readForWrite(options, request),
    commit: (commit) => commitEntries(options, commit),
    commitAdoption: (commit) => commitAdoption(options, commit),
    commitTerms: (commit) => commitTerms(options, commit),
    async readTermsChange(at) {
      const find = await readItems(options, [termsChangeKey(at), termsStateKey(at)]);
      const [change, state] = [find(termsChangeKey(at)), find(termsStateKey(at))];
      return (
        change && state && { change: fromTermsChangeItem(change), mail: fromMailItem(readMap(state, "mail")) }
      );
    },
  };
}

const toStoredLine = (item: Item | null, companion: Item | null): StoredLine | null =>
  item && { item, companion: companion && fromCompanionItem(companion) };

async function readEvents(
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

const eventKeys = (options: DynamoLedgerOptions, eventId: string): ItemKey[] => [
  { pk: eventId, sk: options.eventSk },
  headKey(eventId),
  termsKey(eventId),
];

function toSnapshot(
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

/**
 * As a range with both its ends, of which one is where the page before has ended: the embedded engine walks through all that lies
 * before the place that it starts at, and from the newest on through all that is behind a mere prefix.
 */
const rangeQuery = (eventId: string, { from, to }: { from: string; to: string }) => ({
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: { ":pk": { S: eventId }, ":from": { S: from }, ":to": { S: to } },
  ConsistentRead: true,
});

async function readPage(table: DynamoTable, request: PageRequest): Promise<StoredPage> {
  const limit = request.limit + 1;
  const [entries, companions] = await Promise.all([
    queryRange(table, { ...request, prefix: ENTRY_PREFIX, limit }),
    queryRange(table, { ...request, prefix: COMPANION_PREFIX, limit }),
  ]);
  const lines = entries.slice(0, request.limit);
  const found = await completeCompanions(table, lines, { companions, isCut: companions.length === limit });
  return {
    lines: lines.map((item) => ({ item, companion: found.get(entryRefOf(item).suffix) ?? null })),
    hasMore: entries.length > request.limit,
  };
}

async function readCompanions(table: DynamoTable, request: Omit<PageRequest, "direction">) {
  const range = {
    ...request,
    prefix: COMPANION_PREFIX,
    direction: "oldestFirst" as const,
    limit: request.limit + 1,
  };
  const items = await queryRange(table, range);
  const companions = items.slice(0, request.limit).map(fromCompanionItem);
  return { companions, hasMore: items.length > request.limit };
}

const queryRange = (
  table: DynamoTable,
  { prefix, eventId, direction, after, limit }: PageRequest & { prefix: string },
) => {
  const isOldestFirst = direction === "oldestFirst";
  const start = after ? prefix + after : undefined;
  const [from, to] = [prefix, prefix + LAST_CHARACTER];
  return queryItems(table, {
    ...rangeQuery(eventId, isOldestFirst ? { from: start ?? from, to } : { from, to: start ?? to }),
    ScanIndexForward: isOldestFirst,
    ExclusiveStartKey: start ? toDynamoKey({ pk: eventId, sk: start }) : undefined,
    limit,
  });
};

const companionSuffix = (item: Item) => (item.sk?.S ?? "").slice(COMPANION_PREFIX.length);

/** Where somebody has removed entries, a page of companions, theirs still among them, reaches less far than one of entries. */
async function completeCompanions(
  table: DynamoTable,
  lines: Item[],
  page: { companions: Item[]; isCut: boolean },
): Promise<Map<string, StoredLine["companion"]>> {
  const items = new Map(page.companions.map((item) => [companionSuffix(item), item]));
  const refs = lines.map(entryRefOf);
  const missing = page.isCut ? refs.filter(({ suffix }) => !items.has(suffix)) : [];
  if (missing.length > 0) {
    const find = await readItems(table, missing.map(companionKey));
    for (const ref of missing) {
      const item = find(companionKey(ref));
      if (item) items.set(ref.suffix, item);
    }
  }
  return new Map([...items].map(([suffix, item]) => [suffix, fromCompanionItem(item)]));
}

async function listLedgers(table: DynamoTable, page: { limit: number; after?: string }) {
  const { name, pk, sk } = INDEXES.ledgers;
  const items = await queryItems(table, {
    IndexName: name,
    KeyConditionExpression: page.after === undefined ? `${pk} = :list` : `${pk} = :list AND ${sk} > :after`,
    ExpressionAttributeValues: {
      ":list": { S: LEDGER_LIST },
      ...(page.after === undefined ? {} : { ":after": { S: page.after } }),
    },
    limit: page.limit + 1,
  });
  const eventIds = items.slice(0, page.limit).map((item) => item.pk?.S ?? "");
  return { eventIds, hasMore: items.length > page.limit };
}

async function readForWrite(options: DynamoLedgerOptions, request: WriteRequest): Promise<WritePicture> {
  const { eventId, originEventId = eventId, reference, target } = request;
  const usedReference = reference && referenceKey({ eventId, ...reference });
  const usedKey = idempotencyKey(request.idempotency);
  const keys = [
    usedKey,
    ...[eventId, originEventId].filter(isEventId).flatMap((id) => eventKeys(options, id)),
    ...(usedReference ? [usedReference] : []),
    ...(target ? [entryKey(target), companionKey(target)] : []),
  ];
  const [find, recent] = await Promise.all([readItems(options, keys), readRecent(options, eventId)]);
  const record = find(usedKey);
  return {
    idempotency: record && fromIdempotencyItem(record),
    snapshot: toSnapshot(options, eventId, find),
    origin: toSnapshot(options, originEventId, find),
    referenceUsedBy: (usedReference && find(usedReference)?.payment_id?.S) ?? null,
    recent: recent.map(fromCompanionItem),
    target: target ? toStoredLine(find(entryKey(target)), find(companionKey(target))) : null,
  };
}

/** The newest companions of entries of ours: their suffix begins with a year, that of odd old rows may not. */
const readRecent = (table: DynamoTable, eventId: string) =>
  queryItems(table, {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: {
      ":pk": { S: eventId },
      ":from": { S: COMPANION_PREFIX },
      ":to": { S: `${COMPANION_PREFIX}:` },
    },
    ConsistentRead: true,
    ScanIndexForward: false,
    limit: RECENT_COMPANIONS,
  });
