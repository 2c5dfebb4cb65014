import { isAdopted, type Operator } from "../../operator/operator.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";
import { dynamoCommand, NO_PAGER } from "./aws-command.ts";
import { readTableFacts } from "./table-facts.ts";

/**
 * Looks whether a table that the stack is to make is there already, for example since a first deployment failed: protected
 * from deletion, it stays when CloudFormation takes the rest back. Throws a `DeployError` with the ways out.
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
  // AWS deletes no table that is being changed.
  const wait = dynamoCommand("wait table-exists", { region, TableName });
  throw new DeployError(
    `"table.create" in deploy/operator.json names the table ${TableName}, which is there already, while the stack ${stackName} ` +
      `was never deployed. CloudFormation would refuse to make it. Either use it as it is, with all that is in it:\n` +
      `  "table": { "adopt": { "nameOrArn": "${TableName}" } }\n` +
      "or, if nothing in it is of use, for example since a first deployment failed, delete it and run this again:\n" +
      `  ${NO_PAGER}\n  ${unprotect}\n  ${wait}\n  ${dynamoCommand("delete-table", { region, TableName })}`,
    { isFinding: true },
  );
}
