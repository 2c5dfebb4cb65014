import { beforeAll, describe, expect, it } from "vitest";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { GROWN, grownDeployment, newDeployment, PLAIN_HASH } from "../support/deployments.ts";
import { rightsOf, withoutHash } from "../support/rights/role.ts";
import { type Grant, grantsIn } from "../support/template.ts";

let fresh: Template;
let grown: Template;

beforeAll(() => {
  fresh = newDeployment();
  grown = grownDeployment();
});

const ACCOUNT = "aws:dynamodb:us-west-2:123456789012";
const SCC = `arn:${ACCOUNT}:table/scc`;
const parameter = (name: string) => `arn:aws:ssm:us-west-2:123456789012:parameter/${name}`;

describe("the API may", () => {
  it("read and write the ledger, read lists and its secrets, call the mail consumer, and nothing else", () => {
    const table = "{GetAtt Table Arn}";
    expect(rightsOf(fresh, "Api")).toEqual({
      "logs:CreateLogStream": ["{GetAtt ApiLog Arn}"],
      "logs:PutLogEvents": ["{GetAtt ApiLog Arn}"],
      "dynamodb:BatchGetItem": [table],
      "dynamodb:PutItem": [table],
      "dynamodb:Query": [
        table,
        `${table}/index/entered`,
        `${table}/index/ledgers`,
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

  it("read the operator's own secrets, and use the given keys", () => {
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

describe("the mail consumer may", () => {
  it("read the stream and the ledger, update mail states, store failures, and nothing else", () => {
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

  it("write items only to adopt legacy rows", () => {
    expect(rightsOf(grown, "Notify")).toMatchObject({
      "dynamodb:PutItem": [SCC],
      "dynamodb:GetRecords": [GROWN.stream],
      "ssm:GetParameters": [parameter("dispatch/smtp-url")],
    });
  });
});

describe("no policy", () => {
  const allowed = (): Grant[] => [fresh, grown].flatMap(grantsIn).filter(({ effect }) => effect === "Allow");

  it("allows a wildcard of actions or resources", () => {
    expect(allowed().length).toBeGreaterThan(20);
    expect(allowed().filter(({ actions }) => actions.some((action) => action.includes("*")))).toEqual([]);
    const wide = allowed().filter(({ resources }) => resources.some((resource) => resource.includes("*")));
    // A distribution reads any requested page.
    expect(wide.map(({ actions, resources }) => [actions, resources.map(withoutHash)])).toEqual([
      [["s3:GetObject"], ["{GetAtt Pages Arn}/*"]],
    ]);
  });

  it("allows anonymous principals", () => {
    const principals = allowed().map(({ principal }) => principal);
    expect(principals.filter((principal) => JSON.stringify(principal)?.includes("*"))).toEqual([]);
    const services = allowed().filter(
      ({ principal, actions }) => principal && actions[0] !== "sts:AssumeRole",
    );
    expect(services.map(({ condition }) => condition)).not.toContain(undefined);
    expect(services).toHaveLength(5);
  });

  it("allows unencrypted access to the bucket, the queue and the topic", () => {
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
  it("contains the plain hash only in the API's environment, and no other secret", () => {
    const text = JSON.stringify(grown);
    expect(text.split(PLAIN_HASH)).toHaveLength(2);
    expect(text).not.toMatch(/SecretString":\s*"/);
  });
});
