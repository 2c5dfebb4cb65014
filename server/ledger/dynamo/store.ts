import { keyOf, toItem } from "../../table/items.ts";
import { type DynamoTable, queryItems } from "../../table/table.ts";
import { INDEXES, LEDGER_LIST } from "../../table/table-shape.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { commitAdoption, commitEntries, commitRecord } from "./commit.ts";
import { readIndex } from "./entry-index.ts";
import { readCompanions, readPage, readRecords, readReferences, readRows } from "./pages.ts";
import { readForWrite } from "./read-for-write.ts";
import { type DynamoLedgerOptions, readBeside, readEvents } from "./snapshot.ts";
import { readLines, readRecord } from "./stored-line.ts";

/** Ledgers in DynamoDB: every read of an event takes one round trip, every write one transaction. */
export function createDynamoLedgerStore(options: DynamoLedgerOptions): LedgerStore {
  return {
    readEvents: (eventIds) => readEvents(options, eventIds),
    readPage: (request) => readPage(options, request),
    readRows: (request) => readRows(options, request),
    readRecords: (request) => readRecords(options, request),
    readCompanions: (request) => readCompanions(options, request),
    readReferences: (request) => readReferences(options, request),
    readBeside: (eventId) => readBeside(options, eventId),
    readLines: (refs) => readLines(options, refs),
    readRecord: (ref) => readRecord(options, ref),
    readIndex: (request) => readIndex(options, request),
    listLedgers: (page) => listLedgers(options, page),
    readForWrite: (request) => readForWrite(options, request),
    commit: (commit) => commitEntries(options, commit),
    commitAdoption: (commit) => commitAdoption(options, commit),
    commitRecord: (commit) => commitRecord(options, commit),
  };
}

async function listLedgers(table: DynamoTable, page: { limit: number; after?: string }) {
  const { name, pk, sk } = INDEXES.ledgers;
  const items = await queryItems(table, {
    IndexName: name,
    KeyConditionExpression: page.after === undefined ? `${pk} = :list` : `${pk} = :list AND ${sk} > :after`,
    ExpressionAttributeValues: toItem({ ":list": LEDGER_LIST, ":after": page.after }),
    limit: page.limit + 1,
  });
  const eventIds = items.slice(0, page.limit).map((item) => keyOf(item).pk);
  return { eventIds, hasMore: items.length > page.limit };
}
