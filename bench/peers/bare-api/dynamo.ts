import { Agent, request } from "node:http";
import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;

/** The three required calls, in the service's own JSON format. */
export interface Dynamo {
  batchGet(input: BatchGetItemCommand["input"]): Promise<{ Responses?: Record<string, Item[]> }>;
  query(input: QueryCommand["input"]): Promise<{ Items?: Item[]; LastEvaluatedKey?: Item }>;
  transactWrite(input: TransactWriteItemsCommand["input"]): Promise<unknown>;
}

/** Uses AWS's own SDK. */
export function createSdkDynamo(): Dynamo {
  const client = new DynamoDBClient({});
  return {
    batchGet: (input) => client.send(new BatchGetItemCommand(input)),
    query: (input) => client.send(new QueryCommand(input)),
    transactWrite: (input) => client.send(new TransactWriteItemsCommand(input)),
  };
}

/** Bypasses the SDK, unsigned, which only a local engine accepts. It shows the cost of the engine alone. */
export function createWireDynamo(endpoint: string): Dynamo {
  const agent = new Agent({ keepAlive: true });
  const call = <Answer>(operation: string, input: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        authorization:
          "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
        "x-amz-date": "20260101T000000Z",
      };
      const sent = request(endpoint, { method: "POST", agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) resolve(JSON.parse(text) as Answer);
          else reject(new Error(text));
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(input));
    });
  return {
    batchGet: (input) => call("BatchGetItem", input),
    query: (input) => call("Query", input),
    transactWrite: (input) => call("TransactWriteItems", input),
  };
}
