import { isAdopted, type Operator, tableNameOf } from "../../operator/operator.ts";

/**
 * A placeholder for the ARN of an adopted table's stream, for use without AWS. Null if the operator file names the stream or
 * the stack creates the table.
 */
export function standInStreamArn(operator: Pick<Operator, "table" | "region" | "account">): string | null {
  const { table, region } = operator;
  if (!isAdopted(table) || table.adopt.streamArn !== null) return null;
  const account = operator.account ?? "000000000000";
  return `arn:aws:dynamodb:${region}:${account}:table/${tableNameOf(operator)}/stream/1970-01-01T00:00:00.000`;
}
