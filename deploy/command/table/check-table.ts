import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { encryptionDifferences } from "./encryption-differences.ts";
import { expiryDifferences } from "./expiry-differences.ts";
import { indexDifferences } from "./index-differences.ts";
import { streamDifferences } from "./stream-differences.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import { readTableFacts, type TableFacts } from "./table-facts.ts";
import { keyDifferences } from "./table-keys.ts";
import { tableWarnings } from "./table-warnings.ts";

/** The table to check, and the operator file's values for it. */
export interface ExpectedTable extends TablePlace {
  ttlAttribute: string;
  /** Null if the file names no customer-managed key. */
  encryptionKeyArn: string | null;
  /** The stream that the file names; null to use the table's. */
  streamArn: string | null;
}

/** The result of checking a table for adoption. */
export interface TableCheck {
  /** What prevents the payments from using it. */
  differences: TableDifference[];
  warnings: TableDifference[];
  /** The table's current stream; null without one. */
  streamArn: string | null;
}

/**
 * Compares an existing table with the requirements, and returns every difference with the commands that fix it. Changes
 * nothing.
 */
export async function checkTable(client: DynamoDBClient, expected: ExpectedTable): Promise<TableCheck> {
  const facts = await readTableFacts(client, expected.tableName);
  if (!facts) return { differences: [noTable(expected)], warnings: [], streamArn: null };
  return {
    differences: differencesOf(facts, expected),
    warnings: tableWarnings(facts, expected),
    streamArn: facts.description.LatestStreamArn ?? null,
  };
}

function differencesOf({ description, expiry }: TableFacts, expected: ExpectedTable): TableDifference[] {
  return [
    ...statusDifferences(description.TableStatus),
    ...keyDifferences(description),
    ...streamDifferences(description, expected),
    ...streamNameDifferences(description.LatestStreamArn, expected),
    ...expiryDifferences(expiry, expected),
    ...indexDifferences(description, expected),
    ...encryptionDifferences(description, expected),
  ];
}

function statusDifferences(status = "UNKNOWN"): TableDifference[] {
  // A table that builds an index is UPDATING for a while, but can be read and written.
  if (status === "ACTIVE" || status === "UPDATING") return [];
  return [{ sentence: `Its status is ${status}.`, commands: [], instead: "Wait until it is ACTIVE." }];
}

function streamNameDifferences(found: string | undefined, { streamArn }: ExpectedTable): TableDifference[] {
  if (streamArn === null || found === undefined || streamArn === found) return [];
  return [
    {
      sentence: `The operator file names the stream ${streamArn}, but the table's stream is ${found}.`,
      commands: [],
      instead: `Remove "streamArn" from "table.adopt" in deploy/operator.json; the command then finds the stream.`,
    },
  ];
}

const noTable = ({ tableName, region }: TablePlace): TableDifference => ({
  sentence: `This account has no table "${tableName}" in ${region}.`,
  commands: [],
  instead: `Correct "table.adopt.nameOrArn" or "region" in deploy/operator.json, use the credentials of the account that has the table, or have the stack create one: "table": { "create": { "name": "…" } }.`,
});
