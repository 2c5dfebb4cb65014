import type { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { INDEXES } from "../../server/table/table-shape.ts";
import type { LedgerTable } from "./table.ts";

/** What the API does with the table: a transaction needs the right to each of its writes, and nothing is ever deleted. */
export function apiTableStatements(stack: Stack, table: LedgerTable): PolicyStatement[] {
  return [
    statement("ReadAndWriteTheLedger", table.arn, [
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]),
    statement("ReadListsFromIndexes", indexArns(table, ["received", "logged", "ledgers", "mail"]), [
      "dynamodb:Query",
    ]),
    statement("TellWhetherTheTableIsAsItMustBe", table.arn, [
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
    ]),
    ...useOfKey(stack, table),
  ];
}

/** What the mail consumer does with the table; it writes whole items only where an older handler's rows are taken in. */
export function notifyTableStatements(
  stack: Stack,
  { table, legacyWriter }: { table: LedgerTable; legacyWriter: boolean },
): PolicyStatement[] {
  return [
    statement("ReadAndMarkTheLedger", table.arn, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"]),
    ...(legacyWriter ? [statement("TakeInOldRows", table.arn, ["dynamodb:PutItem"])] : []),
    statement("FindPendingMails", indexArns(table, ["mail"]), ["dynamodb:Query"]),
    statement("ReadTheStream", table.streamArn, [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
    ]),
    ...useOfKey(stack, table),
  ];
}

const indexArns = (table: LedgerTable, names: (keyof typeof INDEXES)[]) =>
  names.map((name) => `${table.arn}/index/${INDEXES[name].name}`);

const statement = (sid: string, on: string | string[], actions: string[]) =>
  new PolicyStatement({ sid, actions, resources: [on].flat() });

/** With a customer's own key, DynamoDB uses it in the name of whoever calls; nobody can use it past DynamoDB. */
function useOfKey(stack: Stack, { encryptionKeyArn }: LedgerTable): PolicyStatement[] {
  if (encryptionKeyArn === null) return [];
  return [
    new PolicyStatement({
      sid: "UseTheKeyOfTheTable",
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: [encryptionKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `dynamodb.${stack.region}.amazonaws.com` } },
    }),
  ];
}
