import { Duration, type Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { notifyEnvironment } from "../operator/environment.ts";
import type { Operator } from "../operator/operator.ts";
import { addLiveFunction, type LiveFunction } from "./live-function.ts";
import { namesIn } from "./names.ts";
import { readSecrets } from "./secret-permissions.ts";
import { known } from "./secrets.ts";
import { streamFilters } from "./stream-filter.ts";
import type { LedgerTable } from "./table.ts";
import { notifyTableStatements } from "./table-permissions.ts";

const BATCH_SIZE = 10;
const SWEEP_EVERY_MINUTES = 5;

/**
 * Three deliveries run at once, so a batch of ten takes four rounds. A mail server that hangs is waited for up to 15 s each
 * for the connection, the greeting and an answer: four rounds of 45 s are 180 s. A sweep that is not done when the next one
 * begins ends, and the next one goes on.
 */
const TIMEOUT_SECONDS = SWEEP_EVERY_MINUTES * 60;

const MEMORY_MEGABYTES = 512;

/** Makes the mail consumer, and what calls it: the table's stream, and a schedule that sweeps up what is still pending. */
export function addNotify(
  stack: Stack,
  made: {
    operator: Operator;
    table: LedgerTable;
    failures: Queue;
    publicBaseUrl: string;
    bundlesFolder: string;
  },
): LiveFunction {
  const { operator, table, failures } = made;
  const { gmailPassword, smtpUrl, encryptionKeyArn } = operator.secrets;
  const secrets = [gmailPassword, smtpUrl].filter((text) => text !== null).map((text) => known(text));
  const live = addLiveFunction(stack, {
    id: "Notify",
    name: namesIn(operator).notifyFunction,
    description: "Sends the mails about payments.",
    bundle: "notify",
    bundlesFolder: made.bundlesFolder,
    timeoutSeconds: TIMEOUT_SECONDS,
    memoryMegabytes: MEMORY_MEGABYTES,
    logRetentionDays: operator.logRetentionDays,
    environment: notifyEnvironment(operator, made),
    statements: [
      ...notifyTableStatements(stack, { table, legacyWriter: operator.legacyWriter }),
      ...readSecrets(stack, { secrets, encryptionKeyArn }),
      new PolicyStatement({
        sid: "KeepWhatFailed",
        actions: ["sqs:SendMessage"],
        resources: [failures.queueArn],
      }),
    ],
  });
  addStream(stack, { ...made, live });
  addSweep(stack, { failures, live });
  return live;
}

/** The right to send stands in the role, written by hand; the queue's own grant would be wider. */
const toQueue = (queue: Queue) => ({ bind: () => ({ destination: queue.queueArn }) });

function addStream(
  stack: Stack,
  given: { operator: Operator; table: LedgerTable; failures: Queue; live: LiveFunction },
): void {
  new EventSourceMapping(stack, "NotifyStream", {
    target: given.live.alias,
    eventSourceArn: given.table.streamArn,
    // What was written before the first poll counts, too; what has no mail pending is filtered out.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: BATCH_SIZE,
    maxBatchingWindow: Duration.seconds(1),
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    // Without bounds a record that cannot be handled blocks its shard for a day. What is given up is still swept up.
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    onFailure: toQueue(given.failures),
    filters: streamFilters(given.operator).map((pattern) => ({ pattern: JSON.stringify(pattern) })),
  });
}

function addSweep(stack: Stack, { failures, live }: { failures: Queue; live: LiveFunction }): void {
  const every = Duration.minutes(SWEEP_EVERY_MINUTES);
  // A tick that could not be handled is worth nothing any more when the next one comes.
  const bounds = { retryAttempts: 1, maxEventAge: every };
  live.alias.configureAsyncInvoke({ ...bounds, onFailure: toQueue(failures) });
  new Rule(stack, "NotifySweep", {
    description: "Sweeps up mails that are still pending.",
    schedule: Schedule.rate(every),
    targets: [new LambdaTarget(live.alias, { ...bounds, deadLetterQueue: failures })],
  });
}
