import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

/**
 * Reads parameters of the Parameter Store, decrypted; secrets of the Secrets Manager too, under
 * `/aws/reference/secretsmanager/`. Those that are not there are left out. Throws when the service does not answer.
 */
export async function readParameters(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const client = new SSMClient({
    // Many instances that start at once share a rate; an instance has ten seconds to start.
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  try {
    const command = new GetParametersCommand({ Names: [...names], WithDecryption: true });
    const { Parameters = [] } = await client.send(command);
    return new Map(Parameters.flatMap(({ Name, Value }) => (Name && Value ? [[Name, Value]] : [])));
  } finally {
    client.destroy();
  }
}
