import type { Stack } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";

/** A line of a log that is counted: one of its fields has one of these values. */
export interface CountedLine {
  id: string;
  /** All that may be so; one of them suffices. */
  anyOf: readonly { field: string; is: string }[];
}

/** Somebody tried too many passwords: through `signIn`, or with a password in the header. */
export const TOO_MANY_ATTEMPTS: CountedLine = {
  id: "TooManyAttempts",
  anyOf: [
    { field: "code", is: "TOO_MANY_ATTEMPTS" },
    { field: "reason", is: "tooMany" },
  ],
};

/** A mail could not be sent for three days and will not be tried again. */
export const MAIL_GIVEN_UP: CountedLine = {
  id: "MailsGivenUp",
  anyOf: [{ field: "message", is: "A mail was given up." }],
};

/** Counts lines of a log. The metric stands in a namespace of the stack's name. */
export function countLines(stack: Stack, { log, line }: { log: LogGroup; line: CountedLine }): Metric {
  const [first, ...others] = line.anyOf.map(({ field, is }) =>
    FilterPattern.stringValue(`$.${field}`, "=", is),
  );
  if (!first) throw new Error(`${line.id} says nothing about its lines.`);
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
