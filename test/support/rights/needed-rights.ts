import type { Exchange } from "../wire.ts";
import type { Right } from "./role.ts";

/** A request of the SDK to a service, and the rights that IAM requires for it. */
export interface Need {
  service: string;
  /** E.g. `TransactWriteItems`. */
  operation: string;
  rights: Right[];
}

interface DynamoInput {
  TableName?: string;
  IndexName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName: string }>[];
}

/** A transaction needs the right to each of its parts, and none for itself. */
const OF_PARTS: Record<string, string> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/**
 * The rights that a request needs, as AWS's Service Authorization Reference has them (and, for transactions, "Using IAM with
 * DynamoDB transactions"). The table with this name is written `table`, another one with its name. An unknown request needs a
 * right that no role has.
 */
export function readNeed({ request, body }: Exchange, tableName: string): Need {
  const [service = "", operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  const invoked = INVOCATION.exec(request.url ?? "")?.[1];
  if (invoked) {
    const rights = [`lambda:InvokeFunction ${decodeURIComponent(invoked)}`];
    return { service: "lambda", operation: "Invoke", rights };
  }
  if (service === "AmazonSSM" && operation === "GetParameters") {
    const { Names } = JSON.parse(body.toString()) as { Names: string[] };
    const rights = Names.map((name) => `ssm:GetParameters parameter/${name.replace(/^\//, "")}`);
    return { service: "ssm", operation, rights };
  }
  if (service === "DynamoDB_20120810") {
    const rights = ofDynamo(operation, JSON.parse(body.toString()) as DynamoInput).map(
      ([action, table]) => `dynamodb:${action} ${nameTable(table, tableName)}`,
    );
    return { service: "dynamodb", operation, rights };
  }
  const unforeseen = `${service}:${operation || request.url}`;
  return { service, operation, rights: [`${unforeseen} *`] };
}

/** Each action with the table, or the index of one, that it is done to. */
function ofDynamo(operation: string, input: DynamoInput): [action: string, on: string][] {
  const { TableName = "", IndexName, RequestItems, TransactItems } = input;
  if (TransactItems)
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([part, { TableName }]): [string, string] => [
        OF_PARTS[part] ?? part,
        TableName,
      ]),
    );
  if (RequestItems) return Object.keys(RequestItems).map((table) => [operation, table]);
  return [[operation, IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`]];
}

const nameTable = (on: string, tableName: string) =>
  on === tableName || on.startsWith(`${tableName}/`) ? on.replace(tableName, "table") : `table/${on}`;
