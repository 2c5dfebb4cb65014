import { Duration, type Stack } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import type { Api } from "../api.ts";
import type { LiveFunction } from "../live-function.ts";
import type { LedgerTable } from "../table.ts";
import { countLines } from "./count-lines.ts";
import { MAIL_GIVEN_UP, TOO_MANY_ATTEMPTS } from "./counted-lines.ts";

/** The monitored resources. */
export interface Watched {
  table: LedgerTable;
  api: Api;
  notify: LiveFunction;
  failures: Queue;
}

const SUM = { statistic: Stats.SUM, period: Duration.minutes(5) };

/** All metrics of the alarms and the dashboard, in periods of five minutes. */
export function addMetrics(stack: Stack, { table, api, notify, failures }: Watched) {
  const ofUrl = (name: string) => api.lambda.metric(name, { ...SUM, label: name });
  const duration = (statistic: string) => api.lambda.metricDuration({ ...SUM, statistic, label: statistic });
  const ofTable = (metricName: string) =>
    new Metric({
      namespace: "AWS/DynamoDB",
      metricName,
      dimensionsMap: { TableName: table.name },
      ...SUM,
      label: metricName,
    });
  return {
    requests: ofUrl("UrlRequestCount"),
    clientErrors: ofUrl("Url4xxCount"),
    serverErrors: ofUrl("Url5xxCount"),
    durations: [duration(Stats.p(50)), duration(Stats.p(99))],
    apiErrors: api.lambda.metricErrors({ ...SUM, label: "API errors" }),
    apiThrottles: api.lambda.metricThrottles({ ...SUM, label: "API throttles" }),
    notifyCalls: notify.lambda.metricInvocations({ ...SUM, label: "Mail consumer calls" }),
    notifyErrors: notify.lambda.metricErrors({ ...SUM, label: "Mail consumer errors" }),
    notifyThrottles: notify.lambda.metricThrottles({ ...SUM, label: "Mail consumer throttles" }),
    iteratorAge: notify.lambda.metric("IteratorAge", {
      ...SUM,
      statistic: Stats.MAXIMUM,
      label: "Oldest record",
    }),
    failedBatches: failures.metricApproximateNumberOfMessagesVisible({ ...SUM, statistic: Stats.MAXIMUM }),
    tableThrottles: throttlesOf(table),
    capacity: [ofTable("ConsumedReadCapacityUnits"), ofTable("ConsumedWriteCapacityUnits")],
    tooManyAttempts: countLines(stack, { log: api.log, line: TOO_MANY_ATTEMPTS }).with(SUM),
    mailsGivenUp: countLines(stack, { log: notify.log, line: MAIL_GIVEN_UP }).with(SUM),
  };
}

/** The metrics by name. */
export type Metrics = ReturnType<typeof addMetrics>;

/**
 * Throttled reads and writes. A write is also throttled when an index cannot keep up. Reads of indexes are left out: AWS charges
 * for every metric in an alarm and allows ten, and a failed list is an API error, which has its own alarm.
 */
function throttlesOf(table: LedgerTable): IMetric {
  const ofPlace = (metricName: string, place: Record<string, string> = {}) =>
    new Metric({
      namespace: "AWS/DynamoDB",
      metricName,
      dimensionsMap: { TableName: table.name, ...place },
      ...SUM,
    });
  const all = [
    ofPlace("ReadThrottleEvents"),
    ofPlace("WriteThrottleEvents"),
    ...TABLE_SHAPE.indexes.map(({ name }) =>
      ofPlace("WriteThrottleEvents", { GlobalSecondaryIndexName: name }),
    ),
  ];
  const usingMetrics = Object.fromEntries(all.map((metric, at) => [`m${at}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(" + ");
  return new MathExpression({
    expression,
    usingMetrics,
    label: "Throttled by the table",
    period: SUM.period,
  });
}
