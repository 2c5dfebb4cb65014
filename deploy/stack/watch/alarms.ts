import type { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Metrics } from "./metrics.ts";

/** When an alarm goes off, what that means, and what to do first. */
interface AlarmRule {
  metric: (metrics: Metrics) => IMetric;
  /** From which value on it goes off. */
  from: number;
  /** For how many periods of five minutes in a row; one unless told. */
  periods?: number;
  means: string;
  doFirst: string;
}

const TEN_MINUTES_IN_MILLISECONDS = 600_000;

/** Every alarm, by the name it has. */
const ALARMS: Record<string, AlarmRule> = {
  ApiAnswersWith5xx: {
    metric: ({ serverErrors }) => serverErrors,
    from: 1,
    means:
      "Requests were answered with an error of ours, or not at all; a health check that fails counts, too.",
    doFirst:
      'Look in the API\'s log for "A request failed."; if it began with a deployment, go back to the version before.',
  },
  ApiFails: {
    metric: ({ apiErrors }) => apiErrors,
    from: 1,
    means: "The API's function crashed, ran out of time, or did not start.",
    doFirst: "Look in its log: a fault of the configuration lists everything that is wrong.",
  },
  ApiIsThrottled: {
    metric: ({ apiThrottles }) => apiThrottles,
    from: 1,
    means: "More requests came at once than the account, or reservedConcurrency, lets through.",
    doFirst: "Look at the requests on the dashboard; raise the limit, or find who asks so much.",
  },
  MailConsumerFails: {
    metric: ({ notifyErrors }) => notifyErrors,
    from: 1,
    periods: 2,
    means: "The mail consumer crashed, ran out of time, or did not start. Payments are logged all the same.",
    doFirst: "Look in its log. Mails that are pending leave by themselves once it works.",
  },
  MailConsumerIsThrottled: {
    metric: ({ notifyThrottles }) => notifyThrottles,
    from: 1,
    periods: 2,
    means: "The mail consumer was not let through; mails leave later.",
    doFirst: "Look at what else in the account uses up the functions that may run at once.",
  },
  MailConsumerLagsBehind: {
    metric: ({ iteratorAge }) => iteratorAge,
    from: TEN_MINUTES_IN_MILLISECONDS,
    means: "The oldest change that the mail consumer has not seen is more than ten minutes old.",
    doFirst: "Look in its log for what it tries again and again; the stream forgets after 24 hours.",
  },
  BatchesFailed: {
    metric: ({ failedBatches }) => failedBatches,
    from: 1,
    means: "The mail consumer gave up changes or a sweep; the queue says which.",
    doFirst:
      "Mend the cause. The sweep sends what is pending; what came of old rows, `npm run adopt` takes in. Then empty the queue.",
  },
  TableIsThrottled: {
    metric: ({ tableThrottles }) => tableThrottles,
    from: 1,
    periods: 2,
    means: "The table refused reads or writes, or one of its indexes writes, because there were too many.",
    doFirst: "Look which event is written so much, and by whom: one event takes about 120 payments a second.",
  },
  TooManyPasswordsTried: {
    metric: ({ tooManyAttempts }) => tooManyAttempts,
    from: 10,
    means: "Somebody tries passwords and is being refused without them being looked at.",
    doFirst: "Look in the API's log for the addresses. If the password is short or old, change it.",
  },
  MailsWereGivenUp: {
    metric: ({ mailsGivenUp }) => mailsGivenUp,
    from: 1,
    means: "A mail was tried for three days in vain and will not be tried again; its payment says so.",
    doFirst:
      "Mend the mailbox (health as an admin tells whether its credentials work), then send the mail again from the list.",
  },
};

/** Makes the alarms. Silence of a metric is nothing bad: nobody may have asked for anything. */
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
