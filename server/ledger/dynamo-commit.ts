import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "./attributes.ts";
import { toCompanionItem } from "./companion-items.ts";
import { type DynamoTable, fromDynamo, send, toDynamo } from "./dynamo-table.ts";
import type { LedgerHead } from "./head.ts";
import { toHeadItem } from "./head-items.ts";
import { fromIdempotencyItem, toIdempotencyItem } from "./idempotency.ts";
import { toPaymentId } from "./ids.ts";
import { referenceKey } from "./keys.ts";
import type { AdoptionCommit, CommitOutcome, LedgerCommit } from "./ledger-store.ts";

const IS_NEW = "attribute_not_exists(pk)";

type Transaction = { result: "written" } | { result: "cancelled"; reasons: CancellationReason[] };

/** Writes an entry, its companion, the head, the idempotency record and the reference, or nothing. */
export async function commitEntry(table: DynamoTable, commit: LedgerCommit): Promise<CommitOutcome> {
  const { record, ...used } = commit.idempotency;
  const answered = await transact(table, [
    putNew(table, toIdempotencyItem(used, record), { returnOld: true }),
    putNew(table, commit.entryItem),
    putNew(table, toCompanionItem(commit.entry, commit.companion)),
    putHead(table, commit),
    ...(commit.reference ? [putNew(table, toReferenceItem(commit, commit.reference))] : []),
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
  const answered = await transact(table, [putHead(table, commit), ...companions]);
  return answered.result === "written" ? "written" : "raced";
}

function toReferenceItem(commit: LedgerCommit, reference: { method: string; folded: string }): Item {
  const { eventId } = commit.entry.ref;
  return toItem({ ...referenceKey({ eventId, ...reference }), payment_id: toPaymentId(commit.entry.ref) });
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
function putHead(
  table: DynamoTable,
  heads: { headBefore: LedgerHead | null; headAfter: LedgerHead },
): TransactWriteItem {
  const Put = { TableName: table.tableName, Item: toDynamo(toHeadItem(heads.headAfter)) };
  if (!heads.headBefore) return { Put: { ...Put, ConditionExpression: IS_NEW } };
  return {
    Put: {
      ...Put,
      ConditionExpression: "#sequence = :sequence AND newest_hash = :hash",
      ExpressionAttributeNames: { "#sequence": "sequence" },
      ExpressionAttributeValues: {
        ":sequence": { N: String(heads.headBefore.sequence) },
        ":hash": { S: heads.headBefore.newestHash },
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
