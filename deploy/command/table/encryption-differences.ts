import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { TableDifference } from "./table-difference.ts";

/** Whether the functions will be allowed the key that the table is encrypted with. */
export function encryptionDifferences(
  { SSEDescription }: TableDescription,
  { encryptionKeyArn }: { encryptionKeyArn: string | null },
): TableDifference[] {
  const found = SSEDescription?.KMSMasterKeyArn ?? null;
  if (found === encryptionKeyArn) return [];
  if (found === null) {
    return [
      {
        sentence: `It is encrypted with AWS's own key, the operator's file names ${encryptionKeyArn}.`,
        commands: [],
        instead: `Take "encryptionKeyArn" out of "table.adopt" in deploy/operator.json.`,
      },
    ];
  }
  return [
    {
      sentence: `It is encrypted with the key ${found}, the operator's file names ${encryptionKeyArn ?? "none"}: the functions could neither read nor write.`,
      commands: [],
      instead: `Write "encryptionKeyArn": ${JSON.stringify(found)} into "table.adopt" of deploy/operator.json.`,
    },
  ];
}
