import { createHash } from "node:crypto";
import { isAdopted, type Operator, tableNameOf } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

const DIGEST_CHARACTERS = 12;

/**
 * What a version of the functions needs the stack to be, in a few words. A version keeps its code and its environment, but
 * what it may read and which changes wake it is the stack's: a version works only on the footing for which it was made.
 */
export function footingOf(operator: Operator): string {
  const { secrets, table, legacyWriter } = operator;
  const named = [...Object.values(secrets), isAdopted(table) ? table.adopt.encryptionKeyArn : null];
  // A hash that stands in the environment by itself needs no right to be read, and is nothing to make known.
  const read = named.map((text) =>
    text !== null && (readSecretReference(text) || text.startsWith("arn:")) ? text : null,
  );
  const digest = createHash("sha256").update(JSON.stringify(read)).digest("hex").slice(0, DIGEST_CHARACTERS);
  return `table ${tableNameOf(operator)}, secrets ${digest}, legacyWriter ${legacyWriter}`;
}
