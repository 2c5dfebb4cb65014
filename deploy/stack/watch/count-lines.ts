import type { Stack } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { CountedLine } from "./counted-lines.ts";

/** Adds a metric that counts log lines, in a namespace with the stack's name. */
export function countLines(stack: Stack, { log, line }: { log: LogGroup; line: CountedLine }): Metric {
  const [first, ...others] = line.anyOf.map(({ field, is }) =>
    FilterPattern.stringValue(`$.${field}`, "=", is),
  );
  if (!first) throw new Error(`${line.id} has no conditions.`);
  const name = { metricNamespace: stack.stackName, metricName: line.id };
  new MetricFilter(stack, `${line.id}Filter`, {
    logGroup: log,
    filterPattern: others.length > 0 ? FilterPattern.any(first, ...others) : first,
    ...name,
    metricValue: "1",
    defaultValue: 0,
  });
  return new Metric({ namespace: name.metricNamespace, metricName: name.metricName, statistic: Stats.SUM });
}
