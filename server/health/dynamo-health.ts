import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { keyOf, readText, toItem } from "../table/items.ts";
import { type DynamoTable, queryItems } from "../table/table.ts";
import { INDEXES, MAIL_QUEUE } from "../table/table-shape.ts";
import type { HealthContext, TableStatus } from "./check-health.ts";

/** Reads the state of the table and of pending mails from DynamoDB. */
export function createDynamoHealth(
  table: DynamoTable,
): Pick<HealthContext, "readTableStatus" | "oldestDueMail"> {
  return {
    readTableStatus: () => readTableStatus(table),
    async oldestDueMail(now) {
      const { name, pk, sk } = INDEXES.mail;
      const [oldest] = await queryItems(table, {
        IndexName: name,
        KeyConditionExpression: `${pk} = :queue AND ${sk} <= :now`,
        ExpressionAttributeValues: toItem({ ":queue": MAIL_QUEUE, ":now": now.toISOString() }),
        limit: 1,
      });
      if (!oldest) return null;
      return { eventId: keyOf(oldest).pk, dueAt: readText(oldest, sk) ?? "" };
    },
  };
}

async function readTableStatus({ client, tableName: TableName }: DynamoTable): Promise<TableStatus> {
  const describe = new DescribeTableCommand({ TableName });
  let serviceTime = new Date(Number.NaN);
  describe.middlewareStack.add(
    (next) => async (given) => {
      const answer = await next(given);
      serviceTime = new Date((answer.response as { headers: Record<string, string> }).headers.date ?? "");
      return answer;
    },
    { step: "deserialize", name: "noteServiceTime" },
  );
  const [{ Table }, { TimeToLiveDescription: expiry }] = await Promise.all([
    client.send(describe),
    client.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  const stream = Table?.StreamSpecification;
  return {
    streamView: stream?.StreamEnabled ? (stream.StreamViewType ?? null) : null,
    ttlAttribute: /^ENABL/.test(expiry?.TimeToLiveStatus ?? "") ? (expiry?.AttributeName ?? null) : null,
    indexes: (Table?.GlobalSecondaryIndexes ?? [])
      .filter(({ IndexStatus }) => IndexStatus === "ACTIVE")
      .flatMap(({ IndexName }) => IndexName ?? []),
    serviceTime,
  };
}
