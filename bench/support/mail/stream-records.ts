import type { _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";
import { streamFilters } from "../../../deploy/stack/stream-filter.ts";
import { matchesFilter } from "../../../test/support/stream-filter.ts";
import { openTableStream } from "../../../test/support/table-stream.ts";
import type { LedgerTable } from "../ledger-table.ts";

const FILTERS = streamFilters({ legacyWriter: false });

/** Whether a record invokes the deployed consumer. */
export const wakes = (record: StreamRecord): boolean =>
  FILTERS.some((pattern) => matchesFilter(pattern, record));

/** The records of a table's stream that invoke the consumer, oldest first. */
export async function readWakingRecords(table: LedgerTable): Promise<StreamRecord[]> {
  const stream = await openTableStream(table);
  const found: StreamRecord[] = [];
  for (const shard of stream.shards) {
    for await (const page of shard) {
      if (page.length === 0) break;
      found.push(...page);
    }
  }
  stream.close();
  return found.filter(wakes);
}
