import { randomUUID } from "node:crypto";
import { PutItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoTable } from "../../server/table/table.ts";

/** The contents of a ledger: the amount of each entry, and the total beside them. */
export interface Books {
  entries: number[];
  total: number;
}

/** How far the books are wrong: payments without an entry, duplicate entries, and the error of the total in minor units. */
export interface Damage {
  lost: number;
  doubled: number;
  totalOff: number;
}

/** A naive ledger, which shows that the faults that ours survives do cause damage. */
export interface NaiveLedger {
  /** Puts the entry, then adds to the total: no key, no transaction. Throws what the SDK throws. */
  log(payment: { eventId: string; minorUnits: number }): Promise<void>;
  read(eventId: string): Promise<Books>;
}

const TOTAL = "TOTAL";

/** The naive ledger over a table. */
export function createNaiveLedger({ client, tableName: TableName }: DynamoTable): NaiveLedger {
  return {
    async log({ eventId, minorUnits }) {
      const amount = { N: String(minorUnits) };
      const sk = `PAYMENT#${new Date().toISOString()}#${randomUUID()}`;
      await client.send(
        new PutItemCommand({ TableName, Item: { pk: { S: eventId }, sk: { S: sk }, amount } }),
      );
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: { pk: { S: eventId }, sk: { S: TOTAL } },
          UpdateExpression: "ADD collected :amount",
          ExpressionAttributeValues: { ":amount": amount },
        }),
      );
    },
    async read(eventId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: eventId } },
          ConsistentRead: true,
        }),
      );
      const entries = Items.filter(({ sk }) => sk?.S?.startsWith("PAYMENT#"));
      const total = Items.find(({ sk }) => sk?.S === TOTAL);
      return {
        entries: entries.map(({ amount }) => Number(amount?.N)),
        total: Number(total?.collected?.N ?? 0),
      };
    },
  };
}

/** Compares books with the acknowledged payments. Amounts identify payments, so none may occur twice. */
export function assessDamage({ entries, total }: Books, amounts: readonly number[]): Damage {
  const known = new Set(entries);
  return {
    lost: amounts.filter((amount) => !known.has(amount)).length,
    doubled: entries.length - known.size,
    totalOff: total - amounts.reduce((sum, amount) => sum + amount, 0),
  };
}
