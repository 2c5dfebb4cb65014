import type { GlobalSecondaryIndexDescription, TableDescription } from "@aws-sdk/client-dynamodb";
import { type IndexShape, TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import { createIndex, deleteIndex, waitForIndex, waitForNoIndex } from "./index-commands.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import { keysOf } from "./table-keys.ts";

/** AWS's default quota; it can be raised. */
const MAX_INDEXES = 20;

/** Which of the payments' indexes are missing or different; other indexes do not matter. */
export function indexDifferences(description: TableDescription, place: TablePlace): TableDifference[] {
  const found = description.GlobalSecondaryIndexes ?? [];
  const differences = TABLE_SHAPE.indexes.flatMap((wanted) => {
    const current = found.find(({ IndexName }) => IndexName === wanted.name);
    const clashes = typeClashes(wanted, description);
    if (clashes.length > 0) return clashes;
    return current ? compare(current, { wanted, description, place }) : [missing(wanted, description, place)];
  });
  return [...differences, ...tooMany(found)];
}

function missing(wanted: IndexShape, description: TableDescription, place: TablePlace): TableDifference {
  return {
    sentence: `The index "${wanted.name}" is missing.`,
    cost: BUILDING,
    commands: [createIndex(wanted, description, place), waitForIndex(wanted.name, place)],
  };
}

const BUILDING =
  "AWS builds one index at a time, without downtime, and charges one write for each item in it: " +
  "only items of the payments, so none at first.";

interface Comparison {
  wanted: IndexShape;
  description: TableDescription;
  place: TablePlace;
}

function compare(
  current: GlobalSecondaryIndexDescription,
  { wanted, description, place }: Comparison,
): TableDifference[] {
  const remake = [
    waitForNoIndex(wanted.name, place),
    createIndex(wanted, description, place),
    waitForIndex(wanted.name, place),
  ];
  const sentence = `The index "${wanted.name}" is ${current.IndexStatus?.toLowerCase() ?? "not ready"}.`;
  if (current.IndexStatus === "DELETING") return [{ sentence, cost: BUILDING, commands: remake }];
  const faults = [...keyFaults(current, wanted), ...projectionFaults(current, wanted)];
  if (faults.length > 0) {
    return [
      {
        sentence: `The index "${wanted.name}" ${faults.join(", and ")}.`,
        cost: `AWS cannot change an index, only replace it: other programs that use "${wanted.name}" get errors until the new one is active.`,
        commands: [deleteIndex(wanted.name, place), ...remake],
      },
    ];
  }
  if (current.IndexStatus === "ACTIVE") return [];
  return [{ sentence, commands: [waitForIndex(wanted.name, place)] }];
}

function keyFaults({ KeySchema }: GlobalSecondaryIndexDescription, wanted: IndexShape): string[] {
  const keys = keysOf(KeySchema);
  if (keys.partition === wanted.partitionKey && keys.sort === wanted.sortKey) return [];
  const has = `${keys.partition}${keys.sort ? ` and ${keys.sort}` : " alone"}`;
  return [`has the keys ${has}, not ${wanted.partitionKey} and ${wanted.sortKey}`];
}

function projectionFaults({ Projection }: GlobalSecondaryIndexDescription, wanted: IndexShape): string[] {
  if (Projection?.ProjectionType === "ALL") return [];
  const carried = new Set(Projection?.NonKeyAttributes ?? []);
  const lacking = wanted.carries.filter((name) => !carried.has(name));
  return lacking.length > 0 ? [`does not carry ${lacking.join(", ")}`] : [];
}

/** Each attribute that is a key anywhere in the table has one type. */
function typeClashes(wanted: IndexShape, { AttributeDefinitions = [] }: TableDescription): TableDifference[] {
  const keys = [wanted.partitionKey, wanted.sortKey];
  const others = AttributeDefinitions.filter(
    ({ AttributeName, AttributeType }) => keys.includes(AttributeName ?? "") && AttributeType !== "S",
  );
  return others.map(({ AttributeName, AttributeType }) => ({
    sentence: `The attribute "${AttributeName}" is a key of type ${AttributeType} in an index of this table; the index "${wanted.name}" needs it as a string.`,
    commands: [],
    instead: `Remove the indexes that use "${AttributeName}" and run this command again, or give the payments their own table: "table": { "create": { "name": "…" } }.`,
  }));
}

function tooMany(found: readonly GlobalSecondaryIndexDescription[]): TableDifference[] {
  const ours: string[] = TABLE_SHAPE.indexes.map(({ name }) => name);
  const others = found.filter(({ IndexName }) => !ours.includes(IndexName ?? "")).length;
  if (others + ours.length <= MAX_INDEXES) return [];
  return [
    {
      sentence: `It has ${others} other indexes; with the ${ours.length} for the payments that exceeds AWS's quota of ${MAX_INDEXES} per table.`,
      commands: [],
      instead: `Request a higher quota (Service Quotas, DynamoDB, "Global Secondary Indexes per table"), or remove some that nobody uses.`,
    },
  ];
}
