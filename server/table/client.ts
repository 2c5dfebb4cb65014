import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const LOCAL_IDENTITY = { region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

/** A client that gives up on a silent service soon enough to try again within a request. A local engine asks for no account. */
export function createDynamoClient(
  endpoint: string | null,
  options: { isLocal?: boolean } = {},
): DynamoDBClient {
  const client = new DynamoDBClient({
    ...(endpoint === null ? {} : { endpoint }),
    ...(options.isLocal ? LOCAL_IDENTITY : {}),
    maxAttempts: 3,
    // Without the last of these, a breach of the limit is only logged, and a silent service is waited for for minutes.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  // The SDK copies all that it asks and is answered for a log line that nobody keeps: a third of the time of a large read.
  client.middlewareStack.removeByTag("LOGGER");
  return client;
}
