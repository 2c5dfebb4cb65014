import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

/** Lambda ends an instance that has not started within ten seconds, without a message. The remaining seconds are for the rest of the start. */
const TIMEOUT_MILLISECONDS = 6000;

/**
 * Reads parameters of the Parameter Store, decrypted, and secrets of the Secrets Manager under
 * `/aws/reference/secretsmanager/`. Missing ones are omitted. Throws if the service does not answer within six seconds,
 * retries included.
 */
export async function readParameters(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const client = new SSMClient({
    // Many instances that start at the same time share one rate limit.
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  const abortSignal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  try {
    const command = new GetParametersCommand({ Names: [...names], WithDecryption: true });
    const { Parameters = [] } = await client.send(command, { abortSignal });
    return new Map(Parameters.flatMap(({ Name, Value }) => (Name && Value ? [[Name, Value]] : [])));
  } catch (error) {
    if (!abortSignal.aborted) throw error;
    const seconds = TIMEOUT_MILLISECONDS / 1000;
    throw new Error(`The Parameter Store did not answer within ${seconds} seconds.`, { cause: error });
  } finally {
    client.destroy();
  }
}
