import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../../table/attributes.ts";
import { type DynamoTable, fromDynamo, toDynamo, toDynamoKey } from "../../table/table.ts";
import { send } from "../../table/unavailable.ts";
import type {
  AdoptionCommit,
  CommitOutcome,
  CompanionMark,
  HeadMove,
  LedgerCommit,
  TermsCommit,
} from "../commits.ts";
import { toCompanionItem } from "./companion-item.ts";
import { toHeadItem } from "./head-item.ts";
import { fromIdempotencyItem, toIdempotencyItem } from "./idempotency-item.ts";
import { companionKey, referenceKey } from "./keys.ts";
import { toTermsChangeItem, toTermsItem, toTermsStateItem } from "./terms-item.ts";

const IS_NEW = "attribute_not_exists(pk)";

type Transaction = { result: "written" } | { result: "cancelled"; reasons: CancellationReason[] };

/** Writes entries with their companions, heads, marks, the idempotency record and the reference, or nothing. */
export async function commitEntries(table: DynamoTable, commit: LedgerCommit): Promise<CommitOutcome> {
  const { record, ...used } = commit.idempotency;
  const answered = await transact(table, [
    putNew(table, toIdempotencyItem(used, record), { returnOld: true }),
    ...commit.entries.map(({ row }) => putNew(table, row.content as Item)),
    ...commit.entries.map(({ entry, companion }) => putNew(table, toCompanionItem(entry, companion))),
    ...commit.heads.map((head) => putHead(table, head)),
    ...commit.marks.map((mark) => markCompanion(table, mark)),
    ...(commit.reference ? [putReference(table, commit.reference)] : []),
  ]);
  if (answered.result === "written") return answered;
  const earlier = answered.reasons[0];
  if (earlier?.Code === "ConditionalCheckFailed" && earlier.Item) {
    return { result: "answered", record: fromIdempotencyItem(fromDynamo(earlier.Item)) };
  }
  return { result: "raced" };
}

/** Writes the companions of adopted rows and the head, or nothing. */
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

/** Writes terms, their change, its mail and where needed a head, or nothing. */
export async function commitTerms(table: DynamoTable, commit: TermsCommit): Promise<"written" | "raced"> {
  const answered = await transact(table, [
    putTerms(table, commit),
    putNew(table, toTermsChangeItem(commit.change)),
    putNew(table, toTermsStateItem(commit.change, commit.mail)),
    ...(commit.newHead ? [putHead(table, { before: null, after: commit.newHead })] : []),
  ]);
  return answered.result === "written" ? "written" : "raced";
}

function putTerms(table: DynamoTable, { change, before }: TermsCommit): TransactWriteItem {
  const Put = { TableName: table.tableName, Item: toDynamo(toTermsItem(change)) };
  if (!before) return { Put: { ...Put, ConditionExpression: IS_NEW } };
  const values = { ":set_at": { S: before.setAt } };
  return { Put: { ...Put, ConditionExpression: "set_at = :set_at", ExpressionAttributeValues: values } };
}

/** A reference is taken once; from a payment that no longer stands it passes on to the one that is logged now. */
function putReference(
  table: DynamoTable,
  { paymentId, takenFrom, ...used }: NonNullable<LedgerCommit["reference"]>,
): TransactWriteItem {
  const item = toItem({ ...referenceKey(used), payment_id: paymentId });
  if (takenFrom === null) return putNew(table, item);
  return {
    Put: {
      TableName: table.tableName,
      Item: toDynamo(item),
      ConditionExpression: "payment_id = :from",
      ExpressionAttributeValues: { ":from": { S: takenFrom } },
    },
  };
}

/** Everything that the two sides of a mark may name; DynamoDB reserves some of these words. */
const MARK_NAMES = { "#status": "status", "#refunded": "refunded" };

function markCompanion(table: DynamoTable, { ref, before, after }: CompanionMark): TransactWriteItem {
  const links = { reversed_by: after.reversedBy, replaced_by: after.replacedBy };
  const given = Object.entries(links).filter((link): link is [string, string] => link[1] !== null);
  const sets = ["#status = :status", "#refunded = :refunded", ...given.map(([name]) => `${name} = :${name}`)];
  return {
    Update: {
      TableName: table.tableName,
      Key: toDynamoKey(companionKey(ref)),
      UpdateExpression: `SET ${sets.join(", ")}`,
      ConditionExpression: "#status = :status_before AND #refunded = :refunded_before",
      ExpressionAttributeNames: MARK_NAMES,
      ExpressionAttributeValues: {
        ":status": { S: after.status },
        ":refunded": { N: String(after.refundedMinorUnits) },
        ":status_before": { S: before.status },
        ":refunded_before": { N: String(before.refundedMinorUnits) },
        ...Object.fromEntries(given.map(([name, id]) => [`:${name}`, { S: id }])),
      },
    },
  };
}

function putNew(table: DynamoTable, item: Item, options?: { returnOld: boolean }): TransactWriteItem {
  return {
    Put: {
      TableName: table.tableName,
      Item: toDynamo(item),
      ConditionExpression: IS_NEW,
      ...(options?.returnOld ? { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } : {}),
    },
  };
}

/** The head may only move on from where it was read. */
function putHead(table: DynamoTable, { before, after }: HeadMove): TransactWriteItem {
  const Put = { TableName: table.tableName, Item: toDynamo(toHeadItem(after)) };
  if (!before) return { Put: { ...Put, ConditionExpression: IS_NEW } };
  return {
    Put: {
      ...Put,
      ConditionExpression: "#sequence = :sequence AND newest_hash = :hash",
      ExpressionAttributeNames: { "#sequence": "sequence" },
      ExpressionAttributeValues: {
        ":sequence": { N: String(before.sequence) },
        ":hash": { S: before.newestHash },
      },
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
