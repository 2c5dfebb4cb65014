import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { TableDifference } from "./table-difference.ts";

/** Whether the functions will be allowed to use the table's encryption key. */
export function encryptionDifferences(
  { SSEDescription }: TableDescription,
  { encryptionKeyArn }: { encryptionKeyArn: string | null },
): TableDifference[] {
  const found = SSEDescription?.KMSMasterKeyArn ?? null;
  if (found === encryptionKeyArn) return [];
  if (found === null) {
    return [
      {
        sentence: `It is encrypted with an AWS owned key, but the operator file names ${encryptionKeyArn}.`,
        commands: [],
        instead: `Remove "encryptionKeyArn" from "table.adopt" in deploy/operator.json.`,
      },
    ];
  }
  return [
    {
      sentence: `It is encrypted with the key ${found}, but the operator file names ${encryptionKeyArn ?? "none"}: the functions could neither read nor write.`,
      commands: [],
      instead: `Set "encryptionKeyArn" to ${JSON.stringify(found)} in "table.adopt" of deploy/operator.json.`,
    },
  ];
}
