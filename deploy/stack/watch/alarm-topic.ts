import type { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Operator } from "../../operator/operator.ts";

/** Adds the topic that sends alarms by email. The recipient must confirm the subscription once. */
export function addAlarmTopic(stack: Stack, { alarmEmail }: Operator): Topic {
  const topic = new Topic(stack, "Alarms", { displayName: `Payments: ${stack.stackName}`, enforceSSL: true });
  // A custom policy replaces the default one, which allowed the account's alarms to publish.
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
