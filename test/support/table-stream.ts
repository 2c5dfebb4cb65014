import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";

/** A table's stream. */
export interface TableStream {
  /** The pages of each shard, from its oldest record; those of an open shard never end, and may be empty. */
  shards: AsyncGenerator<StreamRecord[]>[];
  close(): void;
}

const MAX_PAGE_SIZE = 1000;

/** Opens a table's stream in an engine on this machine. */
export async function openTableStream({
  client,
  endpoint,
  tableName,
}: {
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
}): Promise<TableStream> {
  const { credentials } = client.config;
  const streams = new DynamoDBStreamsClient({ endpoint, region: "local", credentials });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));

  async function* readShard(ShardId: string | undefined) {
    const start = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(start));
    while (ShardIterator) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator, Limit: MAX_PAGE_SIZE }));
      yield page.Records ?? [];
      ShardIterator = page.NextShardIterator;
    }
  }

  return {
    shards: (StreamDescription?.Shards ?? []).map(({ ShardId }) => readShard(ShardId)),
    close: () => streams.destroy(),
  };
}
