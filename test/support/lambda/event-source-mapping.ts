import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";
import { openTableStream } from "../table-stream.ts";
import type { LambdaFunction } from "./lambda-function.ts";

/** Feeds a function from a table's stream as Lambda does: filtered, in batches, halved when they fail, up to a limit of tries. */
export interface EventSourceMapping {
  /** Records that were given up, as the on-failure queue receives them. */
  givenUp: StreamRecord[];
  /** How often the function was called. */
  calls(): number;
  stop(): Promise<void>;
}

/** The source and the function of a mapping, and its settings. */
export interface MappingOptions {
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  lambda: LambdaFunction;
  batchSize: number;
  retries: number;
  passes: (record: StreamRecord) => boolean;
}

const POLL_MILLISECONDS = 50;

/** Starts at the oldest record that the stream holds. */
export async function startEventSourceMapping(options: MappingOptions): Promise<EventSourceMapping> {
  const stream = await openTableStream(options);
  const stopping = new AbortController();
  const feed = createFeed(options);
  const followers = stream.shards.map(async (shard) => {
    for await (const page of shard) {
      const records = page.filter(options.passes);
      for (let from = 0; from < records.length && !stopping.signal.aborted; from += options.batchSize)
        await feed.handle(records.slice(from, from + options.batchSize), stopping.signal);
      if (stopping.signal.aborted) return;
      if (records.length === 0) await pause(POLL_MILLISECONDS);
    }
  });
  return {
    givenUp: feed.givenUp,
    calls: feed.calls,
    async stop() {
      stopping.abort();
      await Promise.all(followers);
      stream.close();
    },
  };
}

function createFeed({ lambda, retries }: MappingOptions) {
  const givenUp: StreamRecord[] = [];
  let calls = 0;

  /** Delivers a batch until it succeeds or is given up: again from the first failed record, in halves if the whole batch failed. */
  async function handle(records: StreamRecord[], signal: AbortSignal, tries = 0): Promise<void> {
    if (records.length === 0 || signal.aborted) return;
    if (tries > retries) {
      givenUp.push(...records);
      return;
    }
    calls += 1;
    const outcome = await lambda.invoke({ Records: records });
    if (outcome.result === "throttled") {
      await pause(POLL_MILLISECONDS);
      return handle(records, signal, tries);
    }
    if (outcome.result === "answered") {
      const failed = firstFailed(records, JSON.parse(outcome.payload));
      return handle(records.slice(failed), signal, failed > 0 ? 0 : tries + 1);
    }
    const half = Math.ceil(records.length / 2);
    await handle(records.slice(0, half), signal, tries + 1);
    await handle(records.slice(half), signal, tries + 1);
  }

  return { handle, givenUp, calls: () => calls };
}

function firstFailed(
  records: StreamRecord[],
  { batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] },
): number {
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const at = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ""));
  return at < 0 ? records.length : at;
}
