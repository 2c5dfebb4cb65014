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
 * Three deliveries run at the same time, so a batch of ten takes four rounds. A hanging mail server takes up to 15 s each for
 * the connection, the greeting and a reply: four rounds of 45 s are 180 s. A sweep that is unfinished when the next one starts
 * ends, and the next one continues.
 */
const TIMEOUT_SECONDS = SWEEP_EVERY_MINUTES * 60;

const MEMORY_MEGABYTES = 512;

/** Adds the mail consumer and its triggers: the table's stream, and a schedule that sweeps pending mails. */
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
        sid: "StoreFailures",
        actions: ["sqs:SendMessage"],
        resources: [failures.queueArn],
      }),
    ],
  });
  addStream(stack, { ...made, live });
  addSweep(stack, { failures, live });
  return live;
}

/** The role already has the permission to send, written by hand; the queue's own grant would be broader. */
const toQueue = (queue: Queue) => ({ bind: () => ({ destination: queue.queueArn }) });

function addStream(
  stack: Stack,
  given: { operator: Operator; table: LedgerTable; failures: Queue; live: LiveFunction },
): void {
  new EventSourceMapping(stack, "NotifyStream", {
    target: given.live.alias,
    eventSourceArn: given.table.streamArn,
    // Includes records from before the first poll; records without a pending mail are filtered out.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: BATCH_SIZE,
    maxBatchingWindow: Duration.seconds(1),
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    // Without limits, a record that cannot be processed blocks its shard for a day. The sweep still sends its mails.
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    onFailure: toQueue(given.failures),
    filters: streamFilters(given.operator).map((pattern) => ({ pattern: JSON.stringify(pattern) })),
  });
}

function addSweep(stack: Stack, { failures, live }: { failures: Queue; live: LiveFunction }): void {
  const every = Duration.minutes(SWEEP_EVERY_MINUTES);
  // A failed sweep is obsolete when the next one starts.
  const bounds = { retryAttempts: 1, maxEventAge: every };
  live.alias.configureAsyncInvoke({ ...bounds, onFailure: toQueue(failures) });
  new Rule(stack, "NotifySweep", {
    description: "Sends mails that are still pending.",
    schedule: Schedule.rate(every),
    targets: [new LambdaTarget(live.alias, { ...bounds, deadLetterQueue: failures })],
  });
}
