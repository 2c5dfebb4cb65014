import type { LambdaClient } from "@aws-sdk/client-lambda";
import { type LiveAlias, pointAlias, readVersions } from "./aliases.ts";
import type { ReleaseRecords } from "./release-record.ts";

/**
 * Ends a rollback. CloudFormation does not know that an alias was moved, and leaves it when a deployment does not change its
 * function. Points such an alias at the deployed version. Returns the functions whose aliases were moved.
 */
export async function endRollback(
  client: LambdaClient,
  { records, aliases }: { records: ReleaseRecords; aliases: readonly LiveAlias[] },
): Promise<string[]> {
  const pointer = await records.readPointer();
  if (pointer === null || pointer.live === pointer.deployed) return [];
  const [live, deployed] = await Promise.all([records.read(pointer.live), records.read(pointer.deployed)]);
  const now = await readVersions(client, aliases);
  const left = aliases.filter(({ functionName }) => {
    const version = deployed.functions[functionName];
    return (
      version !== undefined &&
      version !== now[functionName] &&
      now[functionName] === live.functions[functionName]
    );
  });
  for (const one of left)
    await pointAlias(client, { ...one, version: deployed.functions[one.functionName] ?? "" });
  return left.map(({ functionName }) => functionName);
}
