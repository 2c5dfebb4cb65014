import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

/** An instance that has not started within ten seconds is ended without a word; the rest of them is for what else a start takes. */
const PATIENCE_MILLISECONDS = 6000;

/**
 * Reads parameters of the Parameter Store, decrypted; secrets of the Secrets Manager too, under
 * `/aws/reference/secretsmanager/`. Those that are not there are left out. Throws when the service does not answer within six
 * seconds, however often it is tried.
 */
export async function readParameters(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const client = new SSMClient({
    // Many instances that start at once share a rate.
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  const abortSignal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  try {
    const command = new GetParametersCommand({ Names: [...names], WithDecryption: true });
    const { Parameters = [] } = await client.send(command, { abortSignal });
    return new Map(Parameters.flatMap(({ Name, Value }) => (Name && Value ? [[Name, Value]] : [])));
  } catch (error) {
    if (!abortSignal.aborted) throw error;
    const seconds = PATIENCE_MILLISECONDS / 1000;
    throw new Error(`The Parameter Store did not answer within ${seconds} seconds.`, { cause: error });
  } finally {
    client.destroy();
  }
}
