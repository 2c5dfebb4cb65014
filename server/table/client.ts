import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const LOCAL_IDENTITY = { region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

/** Creates a client that gives up on an unresponsive service early enough to retry within a request. A local engine needs no account. */
export function createDynamoClient(
  endpoint: string | null,
  options: { isLocal?: boolean } = {},
): DynamoDBClient {
  const client = new DynamoDBClient({
    ...(endpoint === null ? {} : { endpoint }),
    ...(options.isLocal ? LOCAL_IDENTITY : {}),
    maxAttempts: 3,
    // Without throwOnRequestTimeout the SDK only logs a timeout and waits for minutes.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  // The SDK copies every request and response for a log line that nobody reads: a third of the time of a large read.
  client.middlewareStack.removeByTag("LOGGER");
  return client;
}
