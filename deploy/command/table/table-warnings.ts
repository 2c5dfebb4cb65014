import { dynamoCommand } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import type { TableFacts } from "./table-facts.ts";

/** What prevents nothing, but should be fixed: each with the command that does it. */
export function tableWarnings(
  { description, hasPointInTimeRecovery }: TableFacts,
  { tableName, region }: TablePlace,
): TableDifference[] {
  const warnings: TableDifference[] = [];
  if (hasPointInTimeRecovery === false) {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    warnings.push({
      sentence: "It has no point-in-time recovery: items deleted by mistake could not be restored.",
      commands: [
        dynamoCommand("update-continuous-backups", {
          region,
          TableName: tableName,
          PointInTimeRecoverySpecification,
        }),
      ],
    });
  }
  if (!description.DeletionProtectionEnabled) {
    warnings.push({
      sentence: "It is not protected from deletion: one command could delete every ledger.",
      commands: [
        dynamoCommand("update-table", { region, TableName: tableName, DeletionProtectionEnabled: true }),
      ],
    });
  }
  return warnings;
}
