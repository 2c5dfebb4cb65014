import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../clock.ts";
import { type Item, readInteger, toItem, toItemKey } from "../table/items.ts";
import type { DynamoTable } from "../table/table.ts";
import { send } from "../table/unavailable.ts";
import type { AttemptStore, Counter, Reservation } from "./attempt-store.ts";
import { attemptsKey } from "./dynamo-keys.ts";

const QUIET_MILLISECONDS = 3_600_000;
const KNOWN_MILLISECONDS = 30 * 24 * 3_600_000;

/** The table of the counters and the settings for their expiry. */
export interface DynamoAttemptOptions extends DynamoTable {
  clock: Clock;
  /** The table's TTL attribute. */
  ttlAttribute: string;
}

/**
 * Counters in DynamoDB. `taken` counts reserved attempts; `wrong` counts those of them with a wrong password. The limit is
 * checked in the write that raises the count, so it holds for any number of processes. All attempts are free again once
 * an hour passes without a new one, so no period of one hour contains more than the limit.
 */
export function createDynamoAttemptStore(options: DynamoAttemptOptions): AttemptStore {
  return {
    reserve: (counter) => reserve(options, counter),

    async settle(counter, verdict) {
      const now = options.clock.now().getTime();
      const settle = {
        right: "SET taken = taken - :one, known_until = :known",
        wrong: "SET wrong = wrong + :one",
        unchecked: "SET taken = taken - :one",
      };
      const known: Record<string, number> = verdict === "right" ? { ":known": now + KNOWN_MILLISECONDS } : {};
      await update(options, counter, {
        expression: settle[verdict],
        // An hour may have passed since the attempt was reserved, and the count may have restarted.
        condition: "taken > wrong",
        values: { ":one": 1, ...known },
      });
    },
  };
}

async function reserve(options: DynamoAttemptOptions, counter: Counter): Promise<Reservation> {
  const now = options.clock.now().getTime();
  const values = { ":now": now, ":opens": now + QUIET_MILLISECONDS, ":one": 1 };
  const more = await update(options, counter, {
    expression: "SET taken = taken + :one, opens_at = :opens",
    condition: "opens_at > :now AND taken < :limit",
    values: { ...values, ":limit": counter.limit },
  });
  if (more.isDone) return { result: "reserved", isKnown: isKnown(more.item, now) };
  const opensAt = readInteger(more.item, "opens_at") ?? 0;
  if (opensAt > now) {
    const isExhausted = (readInteger(more.item, "wrong") ?? 0) >= counter.limit;
    return isExhausted ? { result: "exhausted", opensAt } : { result: "occupied" };
  }
  const first = await update(options, counter, {
    expression: "SET taken = :one, wrong = :zero, opens_at = :opens",
    condition: "attribute_not_exists(opens_at) OR opens_at <= :now",
    values: { ...values, ":zero": 0 },
  });
  return first.isDone ? { result: "reserved", isKnown: isKnown(first.item, now) } : { result: "occupied" };
}

const isKnown = (item: Item, now: number) => (readInteger(item, "known_until") ?? 0) > now;

/** Returns the item after the update, or the current item if the condition failed. */
async function update(
  { client, tableName, clock, ttlAttribute }: DynamoAttemptOptions,
  { name }: Counter,
  change: { expression: string; condition: string; values: Record<string, number> },
): Promise<{ isDone: boolean; item: Item }> {
  const expiresAt = Math.ceil((clock.now().getTime() + KNOWN_MILLISECONDS + QUIET_MILLISECONDS) / 1000);
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: toItemKey(attemptsKey(name)),
    UpdateExpression: `${change.expression}, #ttl = :ttl`,
    ConditionExpression: change.condition,
    ExpressionAttributeNames: { "#ttl": ttlAttribute },
    ExpressionAttributeValues: toItem({ ...change.values, ":ttl": expiresAt }),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    const { Attributes = {} } = await send(() => client.send(command));
    return { isDone: true, item: Attributes };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { isDone: false, item: error.Item ?? {} };
  }
}
