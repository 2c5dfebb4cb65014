import { isAdopted, type Operator, tableNameOf } from "../../operator/operator.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import { checkTable } from "./check-table.ts";
import { formatDifferences, formatWarnings } from "./format-differences.ts";

/**
 * Checks the table that the operator file adopts. Returns its stream and a warning about what should be fixed later; null if
 * the stack creates the table. Throws a `DeployError` with every difference and the commands that fix it.
 */
export async function checkAdoptedTable(
  { dynamo }: Pick<AwsClients, "dynamo">,
  operator: Operator,
): Promise<{ streamArn: string; warning: string | null } | null> {
  if (!isAdopted(operator.table)) return null;
  const { encryptionKeyArn, streamArn } = operator.table.adopt;
  const { region, ttlAttribute } = operator;
  const tableName = tableNameOf(operator);
  const expected = { tableName, region, ttlAttribute, encryptionKeyArn, streamArn };
  const found = await checkTable(dynamo, expected);
  if (found.differences.length > 0 || found.streamArn === null)
    throw new DeployError(formatDifferences(tableName, found.differences), { isFinding: true });
  const warning = found.warnings.length > 0 ? formatWarnings(tableName, found.warnings) : null;
  return { streamArn: found.streamArn, warning };
}
