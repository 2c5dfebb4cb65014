import { beforeAll, describe, expect, it } from "vitest";
import { OUTPUTS, RELEASE_CONTEXT } from "../../deploy/stack/output-names.ts";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { readLambdaConfig, readNotifyConfig } from "../../server/config.ts";
import { TABLE_SHAPE } from "../../server/table/table-shape.ts";
import { newDeployment } from "../support/deployments.ts";
import { anOperator, asText, logicalId, resourceOf, resourcesOf, templateOf } from "../support/template.ts";

let template: Template;

beforeAll(() => {
  template = newDeployment();
});

const environmentOf = (name: string) => {
  const { Environment } = resourceOf(template, "Lambda::Function", { FunctionName: name }).Properties;
  return (Environment as { Variables: Record<string, string> }).Variables;
};

describe("a new table", () => {
  it("has the shape that the ledger needs", () => {
    const { Properties } = resourceOf(template, "DynamoDB::Table");
    const index = (one: (typeof TABLE_SHAPE.indexes)[number]) => ({
      IndexName: one.name,
      KeySchema: [
        { AttributeName: one.partitionKey, KeyType: "HASH" },
        { AttributeName: one.sortKey, KeyType: "RANGE" },
      ],
      Projection:
        one.carries.length > 0
          ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...one.carries] }
          : { ProjectionType: "KEYS_ONLY" },
    });
    expect(Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      StreamSpecification: { StreamViewType: TABLE_SHAPE.streamView },
      TimeToLiveSpecification: { AttributeName: "paymentsExpiresAt", Enabled: true },
      GlobalSecondaryIndexes: TABLE_SHAPE.indexes.map(index),
    });
    expect(TABLE_SHAPE.indexes).toHaveLength(5);
  });

  it("is protected from deletion, retained with the stack, and has point-in-time recovery", () => {
    const table = resourceOf(template, "DynamoDB::Table");
    expect(table.DeletionPolicy).toBe("RetainExceptOnCreate");
    expect(table).toMatchObject({
      UpdateReplacePolicy: "Retain",
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    });
  });
});

describe("the functions", () => {
  it("run on Node 24 and arm64, with one bundle each and limited log retention", () => {
    const functions = resourcesOf(template, "Lambda::Function");
    expect(functions.map(({ Properties }) => Properties.Handler).sort()).toEqual([
      "api.handler",
      "notify.handler",
    ]);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"] });
      const { LogGroup } = Properties.LoggingConfig as { LogGroup: { Ref: string } };
      expect(template.Resources[LogGroup.Ref]?.Properties.RetentionInDays).toBe(90);
    }
  });

  it("have a valid environment, with secrets only as references", async () => {
    const asked: string[] = [];
    const readParameters = async (names: readonly string[]) => {
      asked.push(...names);
      return new Map(names.map((name) => [name, "0".repeat(64)]));
    };
    expect(await readLambdaConfig(readParameters, environmentOf("dispatch-payments-api"))).toMatchObject({
      tableName: "dispatch-payments",
      allowedOrigins: ["https://dispatch.example.com"],
      originSecret: "0".repeat(64),
    });
    expect(await readNotifyConfig(readParameters, environmentOf("dispatch-payments-notify"))).toMatchObject({
      publicBaseUrl: "https://payments.example.com",
      mail: { to: "maya.rivera@example.com" },
    });
    expect(asked).toEqual([
      "/dispatch-payments/admin-password-hash",
      "/aws/reference/secretsmanager/dispatch-payments-session-signing",
      "/aws/reference/secretsmanager/dispatch-payments-origin-proof",
      "/dispatch-payments/gmail-password",
    ]);
    expect(environmentOf("dispatch-payments-api")).toMatchObject({
      ADMIN_PASS_HASH: "ssm:/dispatch-payments/admin-password-hash",
      SESSION_SECRET: "secretsmanager:dispatch-payments-session-signing",
      ORIGIN_SECRET: "secretsmanager:dispatch-payments-origin-proof",
    });
    expect(Object.keys(environmentOf("dispatch-payments-api")).join()).not.toMatch(/GMAIL|SMTP/);
    expect(Object.keys(environmentOf("dispatch-payments-notify")).join()).not.toMatch(/HASH|SECRET/);
  });

  it("are called through the alias, whose versions are retained", () => {
    const aliases = resourcesOf(template, "Lambda::Alias");
    expect(aliases.map(({ Properties }) => Properties.Name)).toEqual(["live", "live"]);
    for (const version of resourcesOf(template, "Lambda::Version"))
      expect(version.DeletionPolicy).toBe("Retain");
    expect(resourceOf(template, "Lambda::Url").Properties.Qualifier).toBe("live");
    expect(asText(resourceOf(template, "Lambda::EventSourceMapping").Properties.FunctionName)).toMatch(
      /:live$/,
    );
    const [target] = resourceOf(template, "Events::Rule").Properties.Targets as { Arn: { Ref: string } }[];
    expect(template.Resources[target?.Arn.Ref ?? ""]?.Type).toBe("AWS::Lambda::Alias");
  });

  it("pass the mail consumer's actual ARN to the API", () => {
    expect(asText(environmentOf("dispatch-payments-api").NOTIFY_FUNCTION)).toBe(
      "arn:aws:lambda:us-west-2:123456789012:function:dispatch-payments-notify:live",
    );
  });
});

describe("the Function URL", () => {
  it("is public, with both required permissions", () => {
    expect(resourceOf(template, "Lambda::Url").Properties).toMatchObject({
      AuthType: "NONE",
      InvokeMode: "BUFFERED",
    });
    const open = resourcesOf(template, "Lambda::Permission").filter(
      ({ Properties }) => Properties.Principal === "*",
    );
    const alias = expect.objectContaining({ Ref: expect.stringMatching(/^ApiFunctionAliaslive/) });
    expect(open.map(({ Properties }) => Properties)).toEqual([
      {
        Action: "lambda:InvokeFunctionUrl",
        FunctionName: alias,
        FunctionUrlAuthType: "NONE",
        Principal: "*",
      },
      { Action: "lambda:InvokeFunction", FunctionName: alias, InvokedViaFunctionUrl: true, Principal: "*" },
    ]);
  });
});

describe("the secrets that the stack creates", () => {
  it("are long enough for the server, generated by AWS, and not in the template", () => {
    const secrets = resourcesOf(template, "SecretsManager::Secret");
    expect(secrets).toHaveLength(2);
    for (const { Properties } of secrets) {
      expect(Properties.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
      expect(Properties).not.toHaveProperty("SecretString");
      // Such a name would be mistaken for the end of an ARN.
      expect(Properties.Name).not.toMatch(/-\w{6}$/);
    }
  });
});

describe("the outputs", () => {
  it("are exactly those that the deploy command reads, each with a value", () => {
    const names = Object.keys(template.Outputs);
    expect(names.sort()).toEqual(Object.keys(OUTPUTS).sort());
    expect(asText(template.Outputs.HealthUrl?.Value)).toBe("https://payments.example.com/health");
    expect(template.Outputs.PagesPrefix?.Value).toBe("pages/");
    expect(template.Outputs.TableName?.Value).toEqual({
      Ref: logicalId(template, resourceOf(template, "DynamoDB::Table")),
    });
  });
});

describe("a release", () => {
  it("is a new version of both functions, even if only a secret changed", () => {
    const versionsOf = (release: string) => {
      const made = templateOf(anOperator(), { [RELEASE_CONTEXT]: release });
      return resourcesOf(made, "Lambda::Version").map((version) => logicalId(made, version));
    };
    const [first, second] = [versionsOf("one"), versionsOf("two")];

    expect(first).toHaveLength(2);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    expect(versionsOf("one")).toEqual(first);
  });
});
