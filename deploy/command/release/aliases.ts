import { GetAliasCommand, type LambdaClient, UpdateAliasCommand } from "@aws-sdk/client-lambda";

/** A function and the alias that receives all calls. */
export interface LiveAlias {
  functionName: string;
  alias: string;
}

/** The version that each function's alias points at, by function name. */
export async function readVersions(
  client: LambdaClient,
  aliases: readonly LiveAlias[],
): Promise<Record<string, string>> {
  const versions = aliases.map(async ({ functionName, alias }) => {
    const found = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
    if (!found.FunctionVersion)
      throw new Error(`The alias ${alias} of ${functionName} points at no version.`);
    return [functionName, found.FunctionVersion] as const;
  });
  return Object.fromEntries(await Promise.all(versions));
}

/** Points an alias at a version, effective from the next request. */
export async function pointAlias(
  client: LambdaClient,
  { functionName, alias, version }: LiveAlias & { version: string },
): Promise<void> {
  const wanted = { FunctionName: functionName, Name: alias, FunctionVersion: version };
  await client.send(new UpdateAliasCommand(wanted));
}
