import type { LambdaClient } from "@aws-sdk/client-lambda";
import { type LiveAlias, readVersions } from "./aliases.ts";
import { type ReleaseRecord, type ReleaseRecords, releaseKey } from "./release-record.ts";

/** What was deployed, and when. */
export interface MadeRelease {
  madeAt: string;
  commit: string;
  footing: string;
  aliases: readonly LiveAlias[];
  pages: Record<string, string | null>;
}

/** Records what is live now, so that a later release can be rolled back to it. */
export async function recordRelease(
  client: LambdaClient,
  { records, release }: { records: ReleaseRecords; release: MadeRelease },
): Promise<ReleaseRecord> {
  const { madeAt, commit, footing, aliases, pages } = release;
  const [pointer, functions] = await Promise.all([records.readPointer(), readVersions(client, aliases)]);
  const key = releaseKey(release);
  const record = { key, madeAt, commit, footing, previous: pointer?.live ?? null, functions, pages };
  await records.write(record);
  // Written last, so that the pointer always leads to an existing record.
  await records.writePointer({ live: key, deployed: key });
  return record;
}
