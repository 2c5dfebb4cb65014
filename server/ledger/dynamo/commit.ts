import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Clause, isNew, isStill, onlyIf, updateIf } from "../../table/conditions.ts";
import { type Item, toBytes, toItemKey } from "../../table/items.ts";
import type { DynamoTable } from "../../table/table.ts";
import { send } from "../../table/unavailable.ts";
import type {
  AdoptionCommit,
  CommitOutcome,
  CompanionMark,
  HeadUpdate,
  LedgerCommit,
  RecordCommit,
  ReferenceUse,
} from "../commits.ts";
import { termsInForce } from "../record.ts";
import { stateAttributes, toCompanionItem, toRecordCompanionItem } from "./items/companion-item.ts";
import { toHeadItem } from "./items/head-item.ts";
import { fromIdempotencyItem, toIdempotencyItem } from "./items/idempotency-item.ts";
import { toPartsMap } from "./items/parts-map.ts";
import { toReferenceItem } from "./items/reference-item.ts";
import { toTermsItem } from "./items/terms-item.ts";
import { companionKey } from "./keys.ts";

type Transaction = { result: "written" } | { result: "cancelled"; reasons: CancellationReason[] };

/** Writes entries with their companions, heads, marks, the idempotency record and references: all or nothing. */
export async function commitEntries(table: DynamoTable, commit: LedgerCommit): Promise<CommitOutcome> {
  const { record, ...used } = commit.idempotency;
  const answered = await transact(table, [
    putRecord(table, toIdempotencyItem(used, record)),
    ...commit.entries.map(({ row }) => putNew(table, row.content as Item)),
    ...commit.entries.map(({ entry, companion }) => putNew(table, toCompanionItem(entry, companion))),
    ...commit.heads.map((head) => putHead(table, head)),
    ...commit.marks.map((mark) => markCompanion(table, mark)),
    ...commit.references.used.map((use) => putNew(table, toReferenceItem(use, { isReleased: false }))),
    ...commit.references.released.map((use) => releaseReference(table, use)),
  ]);
  if (answered.result === "written") return answered;
  const earlier = answered.reasons[0];
  if (earlier?.Code === "ConditionalCheckFailed" && earlier.Item) {
    return { result: "answered", record: fromIdempotencyItem(earlier.Item) };
  }
  return { result: "raced" };
}

/** Writes the companions of adopted rows and the head: all or nothing. */
export async function commitAdoption(
  table: DynamoTable,
  commit: AdoptionCommit,
): Promise<"written" | "raced"> {
  const companions = commit.rows.map(({ entry, companion, facts, hash }) =>
    putNew(
      table,
      toCompanionItem({ ...entry, sequence: facts.sequence, number: facts.number }, companion, {
        ...facts,
        hash,
      }),
    ),
  );
  const answered = await transact(table, [putHead(table, commit.head), ...companions]);
  return answered.result === "written" ? "written" : "raced";
}

/** Writes a record with its companion, the head, and the terms in force that it sets: all or nothing. */
export async function commitRecord(
  table: DynamoTable,
  { head, written }: RecordCommit,
): Promise<"written" | "raced"> {
  const { record, row, companion, termsBefore } = written;
  const answered = await transact(table, [
    putHead(table, head),
    putNew(table, row.content as Item),
    putNew(table, toRecordCompanionItem(record, companion)),
    put(
      table,
      toTermsItem(record.ref.eventId, termsInForce(record)),
      termsBefore ? isStill("set_at", termsBefore.setAt) : isNew,
    ),
  ]);
  return answered.result === "written" ? "written" : "raced";
}

/** Puts it without a condition: the payment is reversed, whatever the table says. Nothing is ever deleted. */
const releaseReference = (table: DynamoTable, use: ReferenceUse): TransactWriteItem =>
  put(table, toReferenceItem(use, { isReleased: true }));

function markCompanion(table: DynamoTable, { ref, before, after }: CompanionMark): TransactWriteItem {
  return {
    Update: {
      TableName: table.tableName,
      Key: toItemKey(companionKey(ref)),
      ...updateIf(
        stateAttributes(after),
        isStill("status", before.status),
        isStill("refunded", before.refundedMinorUnits),
        isStill("refunded_parts", toPartsMap(before.refundedParts)),
      ),
    },
  };
}

const putNew = (table: DynamoTable, item: Item) => put(table, item, isNew);

/** Replaces the head only if it still is as it was read. */
function putHead(table: DynamoTable, { before, after }: HeadUpdate): TransactWriteItem {
  const item = toHeadItem(after);
  if (!before) return put(table, item, isNew);
  return put(
    table,
    item,
    isStill("sequence", before.sequence),
    isStill("newest_hash", toBytes(before.newestHash)),
  );
}

const put = (table: DynamoTable, item: Item, ...clauses: Clause[]): TransactWriteItem => ({
  Put: { TableName: table.tableName, Item: item, ...(clauses.length > 0 ? onlyIf(...clauses) : {}) },
});

/** Writes the idempotency record. If it exists already, the failed transaction returns it. */
function putRecord(table: DynamoTable, item: Item): TransactWriteItem {
  return {
    Put: {
      TableName: table.tableName,
      Item: item,
      ...onlyIf(isNew),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

async function transact(table: DynamoTable, TransactItems: TransactWriteItem[]): Promise<Transaction> {
  try {
    await send(() => table.client.send(new TransactWriteItemsCommand({ TransactItems })));
    return { result: "written" };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return { result: "cancelled", reasons: error.CancellationReasons ?? [] };
  }
}
