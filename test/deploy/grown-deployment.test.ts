import { beforeAll, describe, expect, it } from "vitest";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { GROWN, GROWN_VALUES, grownDeployment } from "../support/deployments.ts";
import { anOperator, resourceOf, resourcesOf, templateOf } from "../support/template.ts";

let template: Template;

beforeAll(() => {
  template = grownDeployment();
});

const outputs = () =>
  Object.fromEntries(Object.entries(template.Outputs).map(([name, { Value }]) => [name, Value]));

describe("an adopted table", () => {
  it("is neither created nor changed; the mail consumer uses its stream", () => {
    expect(resourcesOf(template, "DynamoDB::Table")).toEqual([]);
    expect(resourcesOf(template, "DynamoDB::GlobalTable")).toEqual([]);
    expect(JSON.stringify(template)).not.toContain("Custom::");
    expect(resourceOf(template, "Lambda::EventSourceMapping").Properties.EventSourceArn).toBe(GROWN.stream);
    expect(outputs().TableName).toBe("scc");
  });

  it("is refused without its stream, with the command that prints it, and with another table's stream", () => {
    const operator = anOperator(GROWN_VALUES);
    expect(() => templateOf(operator)).toThrow(
      "aws dynamodb describe-table --table-name scc --region us-west-2 --query Table.LatestStreamArn --output text",
    );
    const other = GROWN.stream.replace("/scc/", "/other/");
    expect(() => templateOf(operator, { tableStreamArn: other })).toThrow(
      /not the ARN of a stream of the table scc/,
    );
  });
});

describe("a joined distribution", () => {
  it("is neither created nor changed, and neither is its bucket", () => {
    for (const type of ["CloudFront::Distribution", "S3::Bucket", "CloudFront::OriginAccessControl"])
      expect(resourcesOf(template, type)).toEqual([]);
    expect(resourcesOf(template, "S3::BucketPolicy")).toEqual([]);
  });

  it("has outputs with everything that joining needs", () => {
    expect(outputs()).toMatchObject({
      DistributionId: "E2EXAMPLE12345",
      PagesBucket: "dispatch-pages",
      PagesPrefix: "payments/",
      SiteUrl: "https://dispatch.example.com/payments",
      HealthUrl: "https://dispatch.example.com/payments-health",
      OriginSecretReference: GROWN_VALUES.secrets.originSecret,
    });
    expect(outputs().ApiDomain).toMatchObject({ "Fn::Select": expect.anything() });
  });

  it("creates none of the secrets that the operator provides", () => {
    expect(resourcesOf(template, "SecretsManager::Secret")).toEqual([]);
  });
});

describe("the number of concurrent requests", () => {
  it("is limited for the API if the operator sets it", () => {
    const reserved = resourcesOf(template, "Lambda::Function").map(({ Properties }) => [
      Properties.FunctionName,
      Properties.ReservedConcurrentExecutions,
    ]);
    expect(reserved).toEqual([
      ["dispatch-payments-api", 20],
      ["dispatch-payments-notify", undefined],
    ]);
  });
});
