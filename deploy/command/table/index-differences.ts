import type { GlobalSecondaryIndexDescription, TableDescription } from "@aws-sdk/client-dynamodb";
import { type IndexShape, TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import { createIndex, deleteIndex, waitForIndex, waitForNoIndex } from "./index-commands.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import { keysOf } from "./table-keys.ts";

/** AWS's default; it can be raised. */
const MOST_INDEXES = 20;

/** Which of the payments' indexes are missing, or are not as they need them; other indexes do not matter. */
export function indexDifferences(description: TableDescription, place: TablePlace): TableDifference[] {
  const found = description.GlobalSecondaryIndexes ?? [];
  const differences = TABLE_SHAPE.indexes.flatMap((wanted) => {
    const there = found.find(({ IndexName }) => IndexName === wanted.name);
    const clashes = typeClashes(wanted, description);
    if (clashes.length > 0) return clashes;
    return there ? compare(there, { wanted, description, place }) : [missing(wanted, description, place)];
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
  "AWS builds one index at a time, without interrupting anybody, and charges one write for each item that it takes in: " +
  "only those of the payments, so at first none.";

interface Comparison {
  wanted: IndexShape;
  description: TableDescription;
  place: TablePlace;
}

function compare(
  there: GlobalSecondaryIndexDescription,
  { wanted, description, place }: Comparison,
): TableDifference[] {
  const remake = [
    waitForNoIndex(wanted.name, place),
    createIndex(wanted, description, place),
    waitForIndex(wanted.name, place),
  ];
  const sentence = `The index "${wanted.name}" is ${there.IndexStatus?.toLowerCase() ?? "not ready"} at the moment.`;
  if (there.IndexStatus === "DELETING") return [{ sentence, cost: BUILDING, commands: remake }];
  const faults = [...keyFaults(there, wanted), ...projectionFaults(there, wanted)];
  if (faults.length > 0) {
    return [
      {
        sentence: `The index "${wanted.name}" ${faults.join(", and ")}.`,
        cost: `An index is never changed, only made anew: whatever else asks "${wanted.name}" gets errors until it is there again.`,
        commands: [deleteIndex(wanted.name, place), ...remake],
      },
    ];
  }
  if (there.IndexStatus === "ACTIVE") return [];
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

/** AWS knows one type for each attribute that is a key somewhere in the table. */
function typeClashes(wanted: IndexShape, { AttributeDefinitions = [] }: TableDescription): TableDifference[] {
  const keys = [wanted.partitionKey, wanted.sortKey];
  const others = AttributeDefinitions.filter(
    ({ AttributeName, AttributeType }) => keys.includes(AttributeName ?? "") && AttributeType !== "S",
  );
  return others.map(({ AttributeName, AttributeType }) => ({
    sentence: `The attribute "${AttributeName}" is a key of type ${AttributeType} in an index of this table; the index "${wanted.name}" needs it as a text.`,
    commands: [],
    instead: `Remove the indexes that use "${AttributeName}" and run this again, or give the payments a table of their own: "table": { "create": { "name": "…" } }.`,
  }));
}

function tooMany(found: readonly GlobalSecondaryIndexDescription[]): TableDifference[] {
  const ours: string[] = TABLE_SHAPE.indexes.map(({ name }) => name);
  const others = found.filter(({ IndexName }) => !ours.includes(IndexName ?? "")).length;
  if (others + ours.length <= MOST_INDEXES) return [];
  return [
    {
      sentence: `It has ${others} indexes of its own; with the ${ours.length} of the payments that is more than the ${MOST_INDEXES} that AWS gives a table.`,
      commands: [],
      instead: `Ask AWS for more (Service Quotas, DynamoDB, "Global Secondary Indexes per table"), or remove some that nobody uses.`,
    },
  ];
}
