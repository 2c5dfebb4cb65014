import type { LambdaClient } from "@aws-sdk/client-lambda";
import { type LiveAlias, pointAlias, readVersions } from "./aliases.ts";

/**
 * Remembers the live versions before CloudFormation starts. Returns a function to call on failure: when CloudFormation rolls
 * back, it points aliases at the last deployed version, even if a rollback had moved them. The function restores every alias
 * and returns the functions whose aliases it moved.
 */
export async function rememberLive(
  client: LambdaClient,
  aliases: readonly LiveAlias[],
): Promise<() => Promise<string[]>> {
  const before = await readVersions(client, aliases);
  return async () => {
    const now = await readVersions(client, aliases);
    const moved = aliases.filter(({ functionName }) => now[functionName] !== before[functionName]);
    for (const one of moved) await pointAlias(client, { ...one, version: before[one.functionName] ?? "" });
    return moved.map(({ functionName }) => functionName);
  };
}
