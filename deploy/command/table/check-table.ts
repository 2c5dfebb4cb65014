import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { encryptionDifferences } from "./encryption-differences.ts";
import { expiryDifferences } from "./expiry-differences.ts";
import { indexDifferences } from "./index-differences.ts";
import { streamDifferences } from "./stream-differences.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import { readTableFacts, type TableFacts } from "./table-facts.ts";
import { keyDifferences } from "./table-keys.ts";
import { tableWarnings } from "./table-warnings.ts";

/** The table to look at, and what the operator's file says of it. */
export interface ExpectedTable extends TablePlace {
  ttlAttribute: string;
  /** Null where the file names no key of the customer's own. */
  encryptionKeyArn: string | null;
  /** The stream that the file names; null where it is to be found out. */
  streamArn: string | null;
}

/** What was found of a table that is to be adopted. */
export interface TableCheck {
  /** What keeps the payments from using it; empty when all is well. */
  differences: TableDifference[];
  warnings: TableDifference[];
  /** The stream as it stands now; null without one. */
  streamArn: string | null;
}

/**
 * Compares a table that is there already with what the payments need, and tells every difference at once, each with the
 * commands that mend it. It changes nothing itself.
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
  // A table that builds an index is UPDATING for a while, and can be read and written all the same.
  if (status === "ACTIVE" || status === "UPDATING") return [];
  return [{ sentence: `It is ${status} at the moment.`, commands: [], instead: "Wait until it is ACTIVE." }];
}

function streamNameDifferences(found: string | undefined, { streamArn }: ExpectedTable): TableDifference[] {
  if (streamArn === null || found === undefined || streamArn === found) return [];
  return [
    {
      sentence: `The operator's file names the stream ${streamArn}; the table's stream is ${found}.`,
      commands: [],
      instead: `Take "streamArn" out of "table.adopt" in deploy/operator.json: it is found out by itself.`,
    },
  ];
}

const noTable = ({ tableName, region }: TablePlace): TableDifference => ({
  sentence: `There is no table "${tableName}" in ${region} in this account.`,
  commands: [],
  instead: `Correct "table.adopt.nameOrArn" or "region" in deploy/operator.json, use the credentials of the account where the table is, or let a table be made: "table": { "create": { "name": "…" } }.`,
});
