import type { KeySchemaElement, TableDescription } from "@aws-sdk/client-dynamodb";
import { TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import type { TableDifference } from "./table-difference.ts";

/** The names of a table's or an index's keys; null if it has no sort key. */
export function keysOf(schema: readonly KeySchemaElement[] | undefined): {
  partition: string | null;
  sort: string | null;
} {
  const nameOf = (type: string) => schema?.find(({ KeyType }) => KeyType === type)?.AttributeName ?? null;
  return { partition: nameOf("HASH"), sort: nameOf("RANGE") };
}

/** Whether the table has the expected keys. */
export function keyDifferences(description: TableDescription): TableDifference[] {
  const { partition, sort } = keysOf(description.KeySchema);
  const types = new Map(
    description.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [
      AttributeName,
      AttributeType,
    ]),
  );
  const describe = (key: string | null) => (key ? `${key} (${types.get(key) ?? "?"})` : "none");
  const has = `${describe(partition)} and ${describe(sort)}`;
  const wanted = `${TABLE_SHAPE.partitionKey} (S) and ${TABLE_SHAPE.sortKey} (S)`;
  if (has === wanted) return [];
  return [
    {
      sentence: `Its partition and sort key are ${has}; the payments need ${wanted}. The keys of a table cannot be changed.`,
      commands: [],
      instead: `Name another table, or have the stack create one: "table": { "create": { "name": "…" } }.`,
    },
  ];
}
