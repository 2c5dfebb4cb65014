import { Arn, ArnFormat, RemovalPolicy, type Stack, Token } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from "aws-cdk-lib/aws-dynamodb";
import { type IndexShape, TABLE_SHAPE } from "../../server/table/table-shape.ts";
import { isAdopted, type Operator, tableNameOf } from "../operator/operator.ts";
import { adoptedStreamArn } from "./adopted-stream.ts";

/** The table, for the other parts of the stack. */
export interface LedgerTable {
  name: string;
  arn: string;
  streamArn: string;
  /** The customer-managed key that encrypts it; null for an AWS owned key. */
  encryptionKeyArn: string | null;
}

/** Adds the table, or returns the existing one unchanged. */
export function addTable(stack: Stack, operator: Operator): LedgerTable {
  const { table } = operator;
  if (!isAdopted(table)) return createTable(stack, operator);
  const name = tableNameOf(operator);
  return {
    name,
    arn: Arn.format(
      {
        service: "dynamodb",
        resource: "table",
        resourceName: name,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      },
      stack,
    ),
    streamArn: adoptedStreamArn(stack, operator),
    encryptionKeyArn: table.adopt.encryptionKeyArn,
  };
}

function createTable(stack: Stack, operator: Operator): LedgerTable {
  const table = new Table(stack, "Table", {
    tableName: tableNameOf(operator),
    billingMode: BillingMode.PAY_PER_REQUEST,
    partitionKey: textKey(TABLE_SHAPE.partitionKey),
    sortKey: textKey(TABLE_SHAPE.sortKey),
    stream: StreamViewType[TABLE_SHAPE.streamView],
    timeToLiveAttribute: operator.ttlAttribute,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    // A failed first deployment must not leave a table that makes the second one fail.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  for (const index of TABLE_SHAPE.indexes) table.addGlobalSecondaryIndex(toIndex(index));
  const streamArn = table.tableStreamArn;
  if (streamArn === undefined || !Token.isUnresolved(streamArn)) throw new Error("The table has no stream.");
  return { name: table.tableName, arn: table.tableArn, streamArn, encryptionKeyArn: null };
}

const textKey = (name: string) => ({ name, type: AttributeType.STRING });

const toIndex = ({ name, partitionKey, sortKey, carries }: IndexShape) => ({
  indexName: name,
  partitionKey: textKey(partitionKey),
  sortKey: textKey(sortKey),
  ...(carries.length > 0
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...carries] }
    : { projectionType: ProjectionType.KEYS_ONLY }),
});
