import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import { streamFilters } from "../../deploy/stack/stream-filter.ts";
import { matchesFilter } from "../../test/support/stream-filter.ts";
import type { LedgerTable } from "./ledger-table.ts";

const FILTERS = streamFilters({ legacyWriter: false });

/** Whether the consumer is woken by a record, as it is deployed. */
export const wakes = (record: StreamRecord): boolean =>
  FILTERS.some((pattern) => matchesFilter(pattern, record));

const MOST_A_PAGE = 1000;

/** The records of a table's stream that wake the consumer, the oldest first. */
export async function readWakingRecords({
  client,
  tableName,
  endpoint,
}: LedgerTable): Promise<StreamRecord[]> {
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: "local",
    credentials: client.config.credentials,
  });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const found: StreamRecord[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const begin = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
    let { ShardIterator: at } = await streams.send(new GetShardIteratorCommand(begin));
    while (at) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator: at, Limit: MOST_A_PAGE }));
      found.push(...(page.Records ?? []));
      // An open shard has a next iterator for ever.
      at = page.Records?.length ? page.NextShardIterator : undefined;
    }
  }
  streams.destroy();
  return found.filter(wakes);
}
