import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Clause, isNew, isStill, onlyIf, updateIf } from "../../table/conditions.ts";
import { type Item, toItem, toItemKey } from "../../table/items.ts";
import type { DynamoTable } from "../../table/table.ts";
import { send } from "../../table/unavailable.ts";
import type {
  AdoptionCommit,
  CommitOutcome,
  CompanionMark,
  HeadUpdate,
  LedgerCommit,
  TermsCommit,
} from "../commits.ts";
import { toCompanionItem } from "./companion-item.ts";
import { toHeadItem } from "./head-item.ts";
import { fromIdempotencyItem, toIdempotencyItem } from "./idempotency-item.ts";
import { companionKey, referenceKey } from "./keys.ts";
import { toTermsChangeItem, toTermsItem, toTermsStateItem } from "./terms-item.ts";

type Transaction = { result: "written" } | { result: "cancelled"; reasons: CancellationReason[] };

/** Writes entries with their companions, heads, marks, the idempotency record and the reference: all or nothing. */
export async function commitEntries(table: DynamoTable, commit: LedgerCommit): Promise<CommitOutcome> {
  const { record, ...used } = commit.idempotency;
  const answered = await transact(table, [
    putRecord(table, toIdempotencyItem(used, record)),
    ...commit.entries.map(({ row }) => putNew(table, row.content as Item)),
    ...commit.entries.map(({ entry, companion }) => putNew(table, toCompanionItem(entry, companion))),
    ...commit.heads.map((head) => putHead(table, head)),
    ...commit.marks.map((mark) => markCompanion(table, mark)),
    ...(commit.reference ? [putReference(table, commit.reference)] : []),
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
  const companions = commit.rows.map(({ entry, companion, place }) =>
    putNew(table, toCompanionItem({ ...entry, sequence: place.sequence }, companion, place)),
  );
  const answered = await transact(table, [putHead(table, commit.head), ...companions]);
  return answered.result === "written" ? "written" : "raced";
}

/** Writes terms, their change, its mail and, if needed, a head: all or nothing. */
export async function commitTerms(table: DynamoTable, commit: TermsCommit): Promise<"written" | "raced"> {
  const answered = await transact(table, [
    putTerms(table, commit),
    putNew(table, toTermsChangeItem(commit.change)),
    putNew(table, toTermsStateItem(commit.change, commit.mail)),
    ...(commit.newHead ? [putHead(table, { before: null, after: commit.newHead })] : []),
  ]);
  return answered.result === "written" ? "written" : "raced";
}

const putTerms = (table: DynamoTable, { change, before }: TermsCommit) =>
  put(table, toTermsItem(change), before ? isStill("set_at", before.setAt) : isNew);

/** A reference is used by one active payment. A new payment may take it over from an inactive one. */
function putReference(
  table: DynamoTable,
  { paymentId, takenFrom, ...used }: NonNullable<LedgerCommit["reference"]>,
): TransactWriteItem {
  const item = toItem({ ...referenceKey(used), payment_id: paymentId });
  return put(table, item, takenFrom === null ? isNew : isStill("payment_id", takenFrom));
}

function markCompanion(table: DynamoTable, { ref, before, after }: CompanionMark): TransactWriteItem {
  const { status, refundedMinorUnits, reversedBy, replacedBy } = after;
  const change = {
    status,
    refunded: refundedMinorUnits,
    ...(reversedBy === null ? {} : { reversed_by: reversedBy }),
    ...(replacedBy === null ? {} : { replaced_by: replacedBy }),
  };
  return {
    Update: {
      TableName: table.tableName,
      Key: toItemKey(companionKey(ref)),
      ...updateIf(change, isStill("status", before.status), isStill("refunded", before.refundedMinorUnits)),
    },
  };
}

const putNew = (table: DynamoTable, item: Item) => put(table, item, isNew);

/** Replaces the head only if it still is as it was read. */
function putHead(table: DynamoTable, { before, after }: HeadUpdate): TransactWriteItem {
  const item = toHeadItem(after);
  if (!before) return put(table, item, isNew);
  return put(table, item, isStill("sequence", before.sequence), isStill("newest_hash", before.newestHash));
}

const put = (table: DynamoTable, item: Item, ...clauses: Clause[]): TransactWriteItem => ({
  Put: { TableName: table.tableName, Item: item, ...onlyIf(...clauses) },
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
