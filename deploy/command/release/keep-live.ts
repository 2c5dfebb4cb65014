import type { LambdaClient } from "@aws-sdk/client-lambda";
import { type LiveAlias, pointAlias, readVersions } from "./aliases.ts";

/**
 * Remembers what is live before CloudFormation sets to work. Answers a function for when that failed: taking its work back,
 * CloudFormation makes live what was deployed last, also where somebody had gone back from it. The function points every alias
 * at what it pointed at before, and answers the functions that were moved.
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
