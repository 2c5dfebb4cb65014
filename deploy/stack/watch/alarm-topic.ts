import type { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Operator } from "../../operator/operator.ts";

/** Makes the topic that tells of alarms, by email. The address has to confirm once. */
export function addAlarmTopic(stack: Stack, { alarmEmail }: Operator): Topic {
  const topic = new Topic(stack, "Alarms", { displayName: `Payments: ${stack.stackName}`, enforceSSL: true });
  // A policy of one's own takes the place of the one by which the account's alarms may publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: "AlarmsOfThisAccount",
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}
