import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { streamFilters } from "../../deploy/stack/stream-filter.ts";
import type { Resource, Template } from "../../deploy/stack/synthesize.ts";
import { newDeployment } from "../support/deployments.ts";
import { asText, logicalId, resourceOf, resourcesOf } from "../support/template.ts";

let template: Template;
let queueArn: unknown;

beforeAll(() => {
  template = newDeployment();
  queueArn = { "Fn::GetAtt": [logicalId(template, resourceOf(template, "SQS::Queue")), "Arn"] };
});

describe("the stream", () => {
  it("invokes the mail consumer with small batches, whose failures are reported per item, limited and stored", () => {
    expect(resourceOf(template, "Lambda::EventSourceMapping").Properties).toMatchObject({
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 1,
      StartingPosition: "TRIM_HORIZON",
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 3600,
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    });
  });

  it("uses the filter", () => {
    const { FilterCriteria } = resourceOf(template, "Lambda::EventSourceMapping").Properties;
    const { Filters } = FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual(streamFilters({ legacyWriter: false }));
  });
});

describe("the schedule", () => {
  it("sweeps every five minutes; failures are retried once and then stored", () => {
    const bounds = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 300 };
    expect(resourceOf(template, "Events::Rule").Properties).toMatchObject({
      ScheduleExpression: "rate(5 minutes)",
      State: "ENABLED",
      Targets: [{ RetryPolicy: bounds, DeadLetterConfig: { Arn: queueArn } }],
    });
    expect(resourceOf(template, "Lambda::EventInvokeConfig").Properties).toMatchObject({
      ...bounds,
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    });
  });

  it("gives the mail consumer enough time for a batch in which every mail hangs", () => {
    const { Timeout } = resourceOf(template, "Lambda::Function", { Handler: "notify.handler" }).Properties;
    const [rounds, maxDeliverySeconds] = [Math.ceil(10 / 3), 45];
    expect(Timeout).toBeGreaterThan(rounds * maxDeliverySeconds);
  });
});

describe("the queue of failures", () => {
  it("is encrypted, with a retention of two weeks", () => {
    expect(resourceOf(template, "SQS::Queue").Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
  });
});

interface Metric {
  MetricName: string;
  Namespace: string;
  Dimensions?: { Name: string; Value: string | { Ref?: string; "Fn::GetAtt"?: string[] } }[];
}

/** The metrics of an alarm, with the resources that they belong to. */
function watchedBy({ Properties }: Resource): string {
  const several = Properties.Metrics as { MetricStat?: { Metric: Metric } }[] | undefined;
  const metrics = several?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [
    Properties as unknown as Metric,
  ];
  const named = metrics.map(({ MetricName, Namespace, Dimensions: [first] = [] }) => {
    const of = first ? asText(first.Value).replace(/^\{\w+ (\w+?)[0-9A-F]{8}\b.*/, "$1") : Namespace;
    return `${MetricName} of ${of}`;
  });
  return [...new Set(named)].join(" and ");
}

describe("the alarms", () => {
  it("cover every failure, and all publish to the topic, which mails the operator", () => {
    const topic = { Ref: logicalId(template, resourceOf(template, "SNS::Topic")) };
    const alarms = resourcesOf(template, "CloudWatch::Alarm");
    for (const { Properties } of alarms) {
      expect(Properties).toMatchObject({ AlarmActions: [topic], TreatMissingData: "notBreaching" });
      expect(Properties.AlarmDescription).toMatch(/^[A-Z].+\. First: [A-Z].+\.$/);
    }
    expect(alarms.map(watchedBy)).toEqual([
      "Url5xxCount of ApiFunction",
      "Errors of ApiFunction",
      "Throttles of ApiFunction",
      "Errors of NotifyFunction",
      "Throttles of NotifyFunction",
      "IteratorAge of NotifyFunction",
      "ApproximateNumberOfMessagesVisible of FailedBatches",
      expect.stringMatching(/^(ReadThrottleEvents|WriteThrottleEvents) of Table( and |$)/),
      "TooManyAttempts of dispatch-payments",
      "MailsGivenUp of dispatch-payments",
    ]);
    expect(resourceOf(template, "SNS::Subscription").Properties).toMatchObject({
      Protocol: "email",
      Endpoint: "maya.rivera@example.com",
      TopicArn: topic,
    });
  });

  it("use as many metrics as the guide's costs assume, within the limit per alarm", async () => {
    const metricsOf = ({ Properties }: Resource) =>
      ((Properties.Metrics as { MetricStat?: unknown }[] | undefined) ?? [{ MetricStat: {} }]).filter(
        ({ MetricStat }) => MetricStat !== undefined,
      ).length;
    const counts = resourcesOf(template, "CloudWatch::Alarm").map(metricsOf);
    // Leaves room for another index.
    expect(Math.max(...counts)).toBeLessThan(10);
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(await readFile("docs/operate/costs.md", "utf8")).toContain(`alarms over ${total} metrics`);
  });

  it("may publish to the topic, which has a policy of the stack", () => {
    const { PolicyDocument } = resourceOf(template, "SNS::TopicPolicy").Properties;
    expect(PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: "Allow",
          Action: "sns:Publish",
          Principal: { Service: "cloudwatch.amazonaws.com" },
        }),
      ]),
    });
  });

  it("count lines in the right logs", () => {
    const filters = resourcesOf(template, "Logs::MetricFilter").map(({ Properties }) => [
      (Properties.LogGroupName as { Ref: string }).Ref.replace(/[0-9A-F]{8}$/, ""),
      Properties.FilterPattern,
      (Properties.MetricTransformations as { MetricName: string }[])[0]?.MetricName,
    ]);
    expect(filters).toEqual([
      ["ApiLog", '{ ($.code = "TOO_MANY_ATTEMPTS") || ($.reason = "tooMany") }', "TooManyAttempts"],
      ["NotifyLog", '{ $.message = "A mail was given up." }', "MailsGivenUp"],
    ]);
  });

  it("are on the dashboard, together with the metrics", () => {
    const body = JSON.stringify(resourceOf(template, "CloudWatch::Dashboard").Properties.DashboardBody);
    for (const name of [
      "UrlRequestCount",
      "Url4xxCount",
      "p50",
      "p99",
      "ConsumedWriteCapacityUnits",
      "IteratorAge",
    ])
      expect(body).toContain(name);
  });
});
