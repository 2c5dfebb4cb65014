import { globSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { GROWN, grownDeployment, newDeployment, PLAIN_HASH } from "../support/deployments.ts";
import { type Grant, grantsIn } from "../support/template.ts";

let fresh: Template;
let grown: Template;

beforeAll(() => {
  fresh = newDeployment();
  grown = grownDeployment();
});

/** What the role of a function may do, and to what. */
function rightsOf(template: Template, role: "Api" | "Notify"): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const { in: policy, actions, resources } of grantsIn(template)) {
    if (!policy.startsWith(`${role}RoleDefaultPolicy`)) continue;
    for (const action of actions) {
      rights[action] = [...(rights[action] ?? []), ...resources].map(withoutHash).sort();
    }
  }
  return rights;
}

/** Logical ids end in eight digits that depend on where a thing stands. */
const withoutHash = (text: string) => text.replace(/([A-Za-z])[0-9A-F]{8}\b/g, "$1");

const ACCOUNT = "aws:dynamodb:us-west-2:123456789012";
const SCC = `arn:${ACCOUNT}:table/scc`;
const parameter = (name: string) => `arn:aws:ssm:us-west-2:123456789012:parameter/${name}`;

describe("the API may", () => {
  it("read and write the ledger and read whole lists, read its secrets, ask the mail consumer, and nothing else", () => {
    const table = "{GetAtt Table Arn}";
    expect(rightsOf(fresh, "Api")).toEqual({
      "logs:CreateLogStream": ["{GetAtt ApiLog Arn}"],
      "logs:PutLogEvents": ["{GetAtt ApiLog Arn}"],
      "dynamodb:BatchGetItem": [table],
      "dynamodb:PutItem": [table],
      "dynamodb:Query": [
        table,
        `${table}/index/ledgers`,
        `${table}/index/logged`,
        `${table}/index/mail`,
        `${table}/index/received`,
      ],
      "dynamodb:UpdateItem": [table],
      "dynamodb:DescribeTable": [table],
      "dynamodb:DescribeTimeToLive": [table],
      "ssm:GetParameters": [
        parameter("aws/reference/secretsmanager/dispatch-payments-origin-proof"),
        parameter("aws/reference/secretsmanager/dispatch-payments-session-signing"),
        parameter("dispatch-payments/admin-password-hash"),
      ],
      "secretsmanager:GetSecretValue": ["{Ref OriginSecret}", "{Ref SessionSecret}"],
      "lambda:InvokeFunction": [
        "arn:aws:lambda:us-west-2:123456789012:function:dispatch-payments-notify:live",
      ],
    });
  });

  it("read the operator's own secrets, and use the keys that were named", () => {
    const rights = rightsOf(grown, "Api");
    expect(rights["dynamodb:BatchGetItem"]).toEqual([SCC]);
    expect(rights["ssm:GetParameters"]).toEqual([
      parameter("aws/reference/secretsmanager/dispatch/origin"),
      parameter("aws/reference/secretsmanager/dispatch/sessions"),
    ]);
    expect(rights["secretsmanager:GetSecretValue"]).toEqual([
      "arn:aws:secretsmanager:us-west-2:123456789012:secret:dispatch/origin-AbC123",
      "arn:aws:secretsmanager:us-west-2:123456789012:secret:dispatch/sessions-??????",
    ]);
    expect(rights["kms:Decrypt"]).toEqual([GROWN.tableKey, GROWN.secretsKey]);
    expect(rights["kms:Encrypt"]).toEqual([GROWN.tableKey]);
    expect(Object.keys(rightsOf(fresh, "Api")).filter((action) => action.startsWith("kms:"))).toEqual([]);
  });
});

describe("what the two functions ask of the table", () => {
  /** What a command needs; those of a transaction stand in it by themselves. */
  const NEEDED: Record<string, string[]> = {
    BatchGetItemCommand: ["dynamodb:BatchGetItem"],
    QueryCommand: ["dynamodb:Query"],
    PutItemCommand: ["dynamodb:PutItem"],
    UpdateItemCommand: ["dynamodb:UpdateItem"],
    TransactWriteItemsCommand: [],
    DescribeTableCommand: ["dynamodb:DescribeTable"],
    DescribeTimeToLiveCommand: ["dynamodb:DescribeTimeToLive"],
    Put: ["dynamodb:PutItem"],
    Update: ["dynamodb:UpdateItem"],
    ConditionCheck: ["dynamodb:ConditionCheckItem"],
    Delete: ["dynamodb:DeleteItem"],
  };
  // The one makes tables, the other is for operators; of it, the consumer only reads an item.
  const OF_OPERATORS = ["server/table/create-table.ts", "server/ledger/dynamo/table-scan.ts"];

  it("is what their roles allow, command by command", () => {
    const files = globSync("server/{table/table,ledger/dynamo/*,{access,health}/dynamo-*}.ts").filter(
      (file) => !OF_OPERATORS.includes(file),
    );
    const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
    const sent = [
      ...source.matchAll(/new (\w+Command)\(|\b(Put|Update|ConditionCheck|Delete)(?=: \{| \}|,)/g),
    ];
    const asked = [...new Set(sent.map(([, command, part]) => command ?? part ?? ""))].flatMap(
      (name) => NEEDED[name] ?? [`nobody knows what ${name} needs`],
    );
    const rights = Object.keys(rightsOf(fresh, "Api")).filter((action) => action.startsWith("dynamodb:"));
    expect(new Set(asked)).toEqual(new Set(rights));
  });
});

describe("the mail consumer may", () => {
  it("read the stream and what it mails about, mark it, keep what failed, and nothing else", () => {
    const stream = ["{GetAtt Table StreamArn}"];
    expect(rightsOf(fresh, "Notify")).toEqual({
      "logs:CreateLogStream": ["{GetAtt NotifyLog Arn}"],
      "logs:PutLogEvents": ["{GetAtt NotifyLog Arn}"],
      "dynamodb:BatchGetItem": ["{GetAtt Table Arn}"],
      "dynamodb:UpdateItem": ["{GetAtt Table Arn}"],
      "dynamodb:Query": ["{GetAtt Table Arn}/index/mail"],
      "dynamodb:DescribeStream": stream,
      "dynamodb:GetRecords": stream,
      "dynamodb:GetShardIterator": stream,
      "dynamodb:ListStreams": stream,
      "ssm:GetParameters": [parameter("dispatch-payments/gmail-password")],
      "sqs:SendMessage": ["{GetAtt FailedBatches Arn}"],
    });
  });

  it("write items only while an older handler's rows are taken in", () => {
    expect(rightsOf(grown, "Notify")).toMatchObject({
      "dynamodb:PutItem": [SCC],
      "dynamodb:GetRecords": [GROWN.stream],
      "ssm:GetParameters": [parameter("dispatch/smtp-url")],
    });
  });
});

describe("no policy", () => {
  const allowed = (): Grant[] => [fresh, grown].flatMap(grantsIn).filter(({ effect }) => effect === "Allow");

  it("allows a kind of action, or anything on everything", () => {
    expect(allowed().length).toBeGreaterThan(20);
    expect(allowed().filter(({ actions }) => actions.some((action) => action.includes("*")))).toEqual([]);
    const wide = allowed().filter(({ resources }) => resources.some((resource) => resource.includes("*")));
    // A distribution reads whichever page is asked for.
    expect(wide.map(({ actions, resources }) => [actions, resources.map(withoutHash)])).toEqual([
      [["s3:GetObject"], ["{GetAtt Pages Arn}/*"]],
    ]);
  });

  it("lets strangers in", () => {
    const principals = allowed().map(({ principal }) => principal);
    expect(principals.filter((principal) => JSON.stringify(principal)?.includes("*"))).toEqual([]);
    const services = allowed().filter(
      ({ principal, actions }) => principal && actions[0] !== "sts:AssumeRole",
    );
    expect(services.map(({ condition }) => condition)).not.toContain(undefined);
    expect(services).toHaveLength(5);
  });

  it("leaves out encryption on the way to the bucket, the queue and the topic", () => {
    const denied = [fresh].flatMap(grantsIn).filter(({ effect }) => effect === "Deny");
    expect(denied.map(({ in: policy }) => withoutHash(policy)).sort()).toEqual([
      "AlarmsPolicy",
      "FailedBatchesPolicy",
      "PagesPolicy",
    ]);
    for (const { condition } of denied)
      expect(condition).toEqual({ Bool: { "aws:SecureTransport": "false" } });
  });
});

describe("a template", () => {
  it("holds the plain hash where the API is told it, and no other secret's text", () => {
    const text = JSON.stringify(grown);
    expect(text.split(PLAIN_HASH)).toHaveLength(2);
    expect(text).not.toMatch(/SecretString":\s*"/);
  });
});
