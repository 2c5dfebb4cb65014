import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";

/** SQS keeps nothing longer. */
const KEPT_DAYS = 14;

/** Makes the queue of what the mail consumer gave up: batches of the stream, ticks of the schedule. */
export function addFailedBatches(stack: Stack): Queue {
  const queue = new Queue(stack, "FailedBatches", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(KEPT_DAYS),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "It is itself where failures end; nothing reads it but people, so nothing can fail to.",
  });
  return queue;
}
