import type { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { INDEXES } from "../../server/table/table-shape.ts";
import type { LedgerTable } from "./table.ts";

/** The API's permissions on the table: a transaction needs each of its write actions, and nothing is ever deleted. */
export function apiTableStatements(stack: Stack, table: LedgerTable): PolicyStatement[] {
  return [
    statement("ReadAndWriteTheLedger", table.arn, [
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]),
    statement("ReadListsFromIndexes", indexArns(table, ["received", "entered", "ledgers", "mail"]), [
      "dynamodb:Query",
    ]),
    statement("CheckTheTable", table.arn, ["dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive"]),
    ...useOfKey(stack, table),
  ];
}

/** The mail consumer's permissions on the table; it writes whole items only to adopt legacy rows. */
export function notifyTableStatements(
  stack: Stack,
  { table, legacyWriter }: { table: LedgerTable; legacyWriter: boolean },
): PolicyStatement[] {
  return [
    statement("ReadAndMarkTheLedger", table.arn, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"]),
    ...(legacyWriter ? [statement("AdoptLegacyRows", table.arn, ["dynamodb:PutItem"])] : []),
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

/** DynamoDB uses a customer-managed key on behalf of the caller; the condition prevents any other use. */
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
