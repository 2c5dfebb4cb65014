import { setTimeout as pause } from "node:timers/promises";
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import { describeError, type Logger } from "../../logger.ts";
import type { BatchResult, NotifyEvent } from "../../mail/notify-entries.ts";

const POLL_MILLISECONDS = 150;
const BATCH_SIZE = 100;

/** What is needed to feed the consumer. */
export interface StreamFeed {
  client: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  tableName: string;
  notify: (event: NotifyEvent) => Promise<BatchResult>;
  logger: Logger;
}

/**
 * Feeds the consumer from the table's stream like Lambda does: batches in order, repeated from the lowest record that
 * failed. It starts at the newest record; the sweep handles older pending mails. Returns how to stop it.
 */
export async function startStreamPoller(feed: StreamFeed): Promise<{ stop(): void }> {
  const table = await feed.client.send(new DescribeTableCommand({ TableName: feed.tableName }));
  const StreamArn = table.Table?.LatestStreamArn;
  if (!StreamArn) throw new Error(`The table ${feed.tableName} has no stream.`);
  const stopping = new AbortController();
  const description = await feed.streams.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId } of description.StreamDescription?.Shards ?? []) {
    const newest = await feed.streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "LATEST" }),
    );
    void follow(feed, { StreamArn, ShardId, iterator: newest.ShardIterator, signal: stopping.signal });
  }
  return { stop: () => stopping.abort() };
}

interface Shard {
  StreamArn: string;
  ShardId: string | undefined;
  iterator: string | undefined;
  signal: AbortSignal;
}

async function follow(feed: StreamFeed, shard: Shard): Promise<void> {
  let { iterator } = shard;
  while (iterator !== undefined && !shard.signal.aborted) {
    try {
      iterator = await pollOnce(feed, shard, iterator);
    } catch (error) {
      if (shard.signal.aborted) return;
      feed.logger.error("The table's stream could not be read and will be retried.", describeError(error));
    }
    await pause(POLL_MILLISECONDS, undefined, { signal: shard.signal }).catch(() => undefined);
  }
}

async function pollOnce(feed: StreamFeed, shard: Shard, iterator: string): Promise<string | undefined> {
  const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: BATCH_SIZE });
  const { Records = [], NextShardIterator } = await feed.streams.send(command);
  if (Records.length === 0) return NextShardIterator;
  const { batchItemFailures } = await feed.notify({ Records });
  const failed = lowestFailed(Records, batchItemFailures);
  if (failed === null) return NextShardIterator;
  const { StreamArn, ShardId } = shard;
  const again = new GetShardIteratorCommand({
    StreamArn,
    ShardId,
    ShardIteratorType: "AT_SEQUENCE_NUMBER",
    SequenceNumber: failed,
  });
  return (await feed.streams.send(again)).ShardIterator;
}

function lowestFailed(records: StreamRecord[], failures: BatchResult["batchItemFailures"]): string | null {
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  return numbers.find((number) => number !== undefined && failed.has(number)) ?? null;
}
