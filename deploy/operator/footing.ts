import { createHash } from "node:crypto";
import { isAdopted, type Operator, tableNameOf } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

const DIGEST_CHARACTERS = 12;

/**
 * A short description of the stack properties that a version of the functions depends on. A version keeps its code and
 * environment, but its permissions and its stream filter belong to the stack: a version works only with the stack it was made for.
 */
export function footingOf(operator: Operator): string {
  const { secrets, table, legacyWriter } = operator;
  const named = [...Object.values(secrets), isAdopted(table) ? table.adopt.encryptionKeyArn : null];
  // A hash in the environment needs no permission to read, and must not be published.
  const read = named.map((text) =>
    text !== null && (readSecretReference(text) || text.startsWith("arn:")) ? text : null,
  );
  const digest = createHash("sha256").update(JSON.stringify(read)).digest("hex").slice(0, DIGEST_CHARACTERS);
  return `table ${tableNameOf(operator)}, secrets ${digest}, legacyWriter ${legacyWriter}`;
}
