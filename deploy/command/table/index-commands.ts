import type { CreateGlobalSecondaryIndexAction, TableDescription } from "@aws-sdk/client-dynamodb";
import type { IndexShape } from "../../../server/table/table-shape.ts";
import { dynamoCommand, quote } from "./aws-command.ts";
import type { TablePlace } from "./table-difference.ts";

const PAUSE_SECONDS = 10;

/** The command that starts to build an index. */
export function createIndex(index: IndexShape, description: TableDescription, place: TablePlace): string {
  const Create: CreateGlobalSecondaryIndexAction = {
    IndexName: index.name,
    KeySchema: [
      { AttributeName: index.partitionKey, KeyType: "HASH" },
      { AttributeName: index.sortKey, KeyType: "RANGE" },
    ],
    Projection:
      index.carries.length > 0
        ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.carries] }
        : { ProjectionType: "KEYS_ONLY" },
    ...provisioned(description),
  };
  return dynamoCommand("update-table", {
    region: place.region,
    TableName: place.tableName,
    AttributeDefinitions: [index.partitionKey, index.sortKey].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    GlobalSecondaryIndexUpdates: [{ Create }],
  });
}

/** A table with provisioned capacity needs capacity for each index, too; AWS refuses an index without it. */
function provisioned({ BillingModeSummary, ProvisionedThroughput }: TableDescription) {
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = ProvisionedThroughput ?? {};
  if (BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" || WriteCapacityUnits === 0) return {};
  return { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } };
}

/** The command that starts to delete an index. */
export const deleteIndex = (name: string, { tableName, region }: TablePlace): string =>
  dynamoCommand("update-table", {
    region,
    TableName: tableName,
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }],
  });

/** The command that waits until an index is active: the CLI has no waiter for it. */
export function waitForIndex(name: string, place: TablePlace): string {
  const status = describe(place, `Table.GlobalSecondaryIndexes[?IndexName=='${name}'].IndexStatus`);
  return `until [ "$(${status})" = ACTIVE ]; do sleep ${PAUSE_SECONDS}; done`;
}

/** The command that waits until an index is deleted. If it was the only one, the table then has no list of indexes. */
export function waitForNoIndex(name: string, place: TablePlace): string {
  const count = describe(place, `length(Table.GlobalSecondaryIndexes[?IndexName=='${name}'] || \`[]\`)`);
  return `until [ "$(${count})" = 0 ]; do sleep ${PAUSE_SECONDS}; done`;
}

function describe({ tableName, region }: TablePlace, query: string): string {
  const command = dynamoCommand("describe-table", { region, TableName: tableName });
  return `${command} --query ${quote(query)} --output text`;
}
