import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ItemKey, keyOf, toItem } from "../../table/attributes.ts";
import { type DynamoTable, queryItems, toDynamo, toDynamoKey } from "../../table/table.ts";
import { INDEXES, MAIL_QUEUE } from "../../table/table-shape.ts";
import { send } from "../../table/unavailable.ts";
import type { MailRecord } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
import { mailAttributes } from "./companion-item.ts";
import { mailedKey, readMailedKey } from "./keys.ts";

const QUEUE = INDEXES.mail;

/** The state of the mails in DynamoDB: on the companions, found through a sparse index. */
export function createDynamoMailStateStore(table: DynamoTable): MailStateStore {
  return {
    async listDue({ now, limit }) {
      const items = await queryItems(table, {
        IndexName: QUEUE.name,
        KeyConditionExpression: `${QUEUE.pk} = :queue AND ${QUEUE.sk} <= :now`,
        ExpressionAttributeValues: { ":queue": { S: MAIL_QUEUE }, ":now": { S: now.toISOString() } },
        limit,
      });
      return items.map((item) => readMailedKey(keyOf(item))).filter((mailed) => mailed !== null);
    },
    replaceMail: (mailed, change) => replaceMail(table, mailedKey(mailed), change),
  };
}

async function replaceMail(
  table: DynamoTable,
  key: ItemKey,
  change: { version: number; mail: MailRecord },
): Promise<boolean> {
  const next = toItem(mailAttributes(change.mail));
  const setQueue = `SET #mail = :mail, ${QUEUE.pk} = :${QUEUE.pk}, ${QUEUE.sk} = :${QUEUE.sk}`;
  const leaveQueue = `SET #mail = :mail REMOVE ${QUEUE.pk}, ${QUEUE.sk}`;
  const command = new UpdateItemCommand({
    TableName: table.tableName,
    Key: toDynamoKey(key),
    UpdateExpression: next[QUEUE.pk] ? setQueue : leaveQueue,
    ConditionExpression: "#mail.#version = :version",
    ExpressionAttributeNames: { "#mail": "mail", "#version": "version" },
    ExpressionAttributeValues: {
      ":version": { N: String(change.version) },
      ...Object.fromEntries(Object.entries(toDynamo(next)).map(([name, value]) => [`:${name}`, value])),
    },
  });
  try {
    await send(() => table.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
