import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { isStill, updateIf } from "../../table/conditions.ts";
import { type ItemKey, keyOf, toItem, toItemKey } from "../../table/items.ts";
import { type DynamoTable, queryItems } from "../../table/table.ts";
import { INDEXES, MAIL_QUEUE } from "../../table/table-shape.ts";
import { send } from "../../table/unavailable.ts";
import type { MailRecord } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
import { mailAttributes } from "./items/mail-map.ts";
import { companionKey, readCompanionKey } from "./keys.ts";

const QUEUE = INDEXES.mail;

/** Mail states in DynamoDB, stored on the companions and found through a sparse index. */
export function createDynamoMailStateStore(table: DynamoTable): MailStateStore {
  return {
    async listDue({ now, limit }) {
      const items = await queryItems(table, {
        IndexName: QUEUE.name,
        KeyConditionExpression: `${QUEUE.pk} = :queue AND ${QUEUE.sk} <= :now`,
        ExpressionAttributeValues: toItem({ ":queue": MAIL_QUEUE, ":now": now.toISOString() }),
        limit,
      });
      return items.map((item) => readCompanionKey(keyOf(item))).filter((ref) => ref !== null);
    },
    replaceMail: (ref, change) => replaceMail(table, companionKey(ref), change),
  };
}

async function replaceMail(
  table: DynamoTable,
  key: ItemKey,
  change: { version: number; mail: MailRecord },
): Promise<boolean> {
  const command = new UpdateItemCommand({
    TableName: table.tableName,
    Key: toItemKey(key),
    ...updateIf(mailAttributes(change.mail), isStill("mail.version", change.version)),
  });
  try {
    await send(() => table.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
