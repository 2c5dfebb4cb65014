import type { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Metrics } from "./metrics.ts";

/** When an alarm goes off, what it means, and what to do first. */
interface AlarmRule {
  metric: (metrics: Metrics) => IMetric;
  /** The threshold, inclusive. */
  from: number;
  /** For how many consecutive periods of five minutes; default: one. */
  periods?: number;
  means: string;
  doFirst: string;
}

const TEN_MINUTES_IN_MILLISECONDS = 600_000;

/** Every alarm by its name. */
const ALARMS: Record<string, AlarmRule> = {
  ApiAnswersWith5xx: {
    metric: ({ serverErrors }) => serverErrors,
    from: 1,
    means: "Requests failed with a server error or without a response; failed health checks count, too.",
    doFirst:
      'Look in the API\'s log for "A request failed."; if it started with a deployment, roll back to the previous release.',
  },
  ApiFails: {
    metric: ({ apiErrors }) => apiErrors,
    from: 1,
    means: "The API's function crashed, timed out, or did not start.",
    doFirst: "Look in its log: a configuration error lists every fault.",
  },
  ApiIsThrottled: {
    metric: ({ apiThrottles }) => apiThrottles,
    from: 1,
    means: "There were more concurrent requests than the account's limit or reservedConcurrency allows.",
    doFirst: "Look at the requests on the dashboard; raise the limit, or find the caller that sends so many.",
  },
  MailConsumerFails: {
    metric: ({ notifyErrors }) => notifyErrors,
    from: 1,
    periods: 2,
    means: "The mail consumer crashed, timed out, or did not start. Payments are still logged.",
    doFirst: "Look in its log. Pending mails are sent automatically once it works.",
  },
  MailConsumerIsThrottled: {
    metric: ({ notifyThrottles }) => notifyThrottles,
    from: 1,
    periods: 2,
    means: "The mail consumer was throttled; mails are delayed.",
    doFirst: "Find what else uses the account's Lambda concurrency.",
  },
  MailConsumerLagsBehind: {
    metric: ({ iteratorAge }) => iteratorAge,
    from: TEN_MINUTES_IN_MILLISECONDS,
    means: "The oldest unprocessed record of the stream is more than ten minutes old.",
    doFirst: "Look in its log for repeated failures; the stream drops records after 24 hours.",
  },
  BatchesFailed: {
    metric: ({ failedBatches }) => failedBatches,
    from: 1,
    means: "The mail consumer gave up stream records or a sweep; the queue shows which.",
    doFirst:
      "Fix the cause. The sweep sends pending mails; `npm run adopt` adopts legacy rows. Then empty the queue.",
  },
  TableIsThrottled: {
    metric: ({ tableThrottles }) => tableThrottles,
    from: 1,
    periods: 2,
    means: "The table or one of its indexes throttled requests.",
    doFirst:
      "Find the event with the most writes and their caller: one event supports about 120 payments a second.",
  },
  TooManyPasswordsTried: {
    metric: ({ tooManyAttempts }) => tooManyAttempts,
    from: 10,
    means: "Someone is trying passwords, and is refused without a check of the password.",
    doFirst: "Look in the API's log for the addresses. If the password is short or not new, change it.",
  },
  MailsWereGivenUp: {
    metric: ({ mailsGivenUp }) => mailsGivenUp,
    from: 1,
    means: "A mail could not be sent for three days and will not be retried; its payment shows that.",
    doFirst:
      "Fix the mailbox (/health shows admins whether its credentials work), then send the mail again from the list.",
  },
};

/** Adds the alarms. Missing data is normal: there may have been no requests. */
export function addAlarms(stack: Stack, { metrics, topic }: { metrics: Metrics; topic: Topic }): Alarm[] {
  return Object.entries(ALARMS).map(([id, { metric, from, periods = 1, means, doFirst }]) => {
    const alarm = new Alarm(stack, id, {
      alarmName: `${stack.stackName}-${id}`,
      alarmDescription: `${means} First: ${doFirst}`,
      metric: metric(metrics),
      threshold: from,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  });
}
