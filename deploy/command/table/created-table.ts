import { isAdopted, type Operator } from "../../operator/operator.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import { dynamoCommand, NO_PAGER } from "./aws-command.ts";
import { readTableFacts } from "./table-facts.ts";

/**
 * Checks whether a table that the stack must create already exists, for example from a failed first deployment: protected
 * from deletion, it survives the rollback. Throws a `DeployError` with the options.
 */
export async function checkCreatedTable(
  { dynamo }: Pick<AwsClients, "dynamo">,
  { operator, isStackWhole }: { operator: Operator; isStackWhole: boolean },
): Promise<void> {
  const { table, region, stackName } = operator;
  if (isAdopted(table) || isStackWhole) return;
  const TableName = table.create.name;
  if ((await readTableFacts(dynamo, TableName)) === null) return;
  const unprotect = dynamoCommand("update-table", { region, TableName, NoDeletionProtectionEnabled: true });
  // AWS does not delete a table while it is being changed.
  const wait = dynamoCommand("wait table-exists", { region, TableName });
  throw new DeployError(
    `"table.create" in deploy/operator.json names the table ${TableName}, which already exists, but the stack ${stackName} ` +
      `was never fully deployed. CloudFormation would refuse to create the table. Either adopt it with its contents:\n` +
      `  "table": { "adopt": { "nameOrArn": "${TableName}" } }\n` +
      "or, if you do not need its contents, for example after a failed first deployment, delete it and run this command again:\n" +
      `  ${NO_PAGER}\n  ${unprotect}\n  ${wait}\n  ${dynamoCommand("delete-table", { region, TableName })}`,
    { isFinding: true },
  );
}
