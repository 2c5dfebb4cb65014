import { dynamoCommand } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import type { TableFacts } from "./table-facts.ts";

/** What is no hindrance, but should not stay: each with the command that mends it. */
export function tableWarnings(
  { description, hasPointInTimeRecovery }: TableFacts,
  { tableName, region }: TablePlace,
): TableDifference[] {
  const warnings: TableDifference[] = [];
  if (hasPointInTimeRecovery === false) {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    warnings.push({
      sentence: "It has no point-in-time recovery: what is deleted by mistake cannot be brought back.",
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
      sentence: "It is not protected from deletion: one command would end every ledger.",
      commands: [
        dynamoCommand("update-table", { region, TableName: tableName, DeletionProtectionEnabled: true }),
      ],
    });
  }
  return warnings;
}
