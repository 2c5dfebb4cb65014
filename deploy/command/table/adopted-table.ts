import { isAdopted, type Operator, tableNameOf } from "../../operator/operator.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import { checkTable } from "./check-table.ts";
import { tellDifferences, tellWarnings } from "./tell-differences.ts";

/**
 * Looks at the table that the operator's file adopts. Answers its stream, and what should be mended some day; null where the
 * stack makes the table. Throws a `DeployError` with every difference, and the commands that mend them.
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
    throw new DeployError(tellDifferences(tableName, found.differences), { isFinding: true });
  const warning = found.warnings.length > 0 ? tellWarnings(tableName, found.warnings) : null;
  return { streamArn: found.streamArn, warning };
}
