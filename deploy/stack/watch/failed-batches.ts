import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";

/** The maximum of SQS. */
const KEPT_DAYS = 14;

/** Adds the queue of what the mail consumer gave up: stream batches and scheduled sweeps. */
export function addFailedBatches(stack: Stack): Queue {
  const queue = new Queue(stack, "FailedBatches", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(KEPT_DAYS),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "It is itself a dead-letter queue, and only people read it.",
  });
  return queue;
}
