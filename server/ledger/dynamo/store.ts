import { keyOf, readMap, toItem } from "../../table/items.ts";
import { type DynamoTable, queryItems, readItems } from "../../table/table.ts";
import { INDEXES, LEDGER_LIST } from "../../table/table-shape.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { commitAdoption, commitEntries, commitTerms } from "./commit.ts";
import { fromMailItem } from "./companion-item.ts";
import { readIndex } from "./entry-index.ts";
import { termsChangeKey, termsStateKey } from "./keys.ts";
import { readCompanions, readPage } from "./pages.ts";
import { readForWrite } from "./read-for-write.ts";
import { type DynamoLedgerOptions, readEvents } from "./snapshot.ts";
import { readLines } from "./stored-line.ts";
import { fromTermsChangeItem } from "./terms-item.ts";

/** Ledgers in DynamoDB: every read of an event takes one round trip, every write one transaction. */
export function createDynamoLedgerStore(options: DynamoLedgerOptions): LedgerStore {
  return {
    readEvents: (eventIds) => readEvents(options, eventIds),
    readPage: (request) => readPage(options, request),
    readCompanions: (request) => readCompanions(options, request),
    readLines: (refs) => readLines(options, refs),
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
