import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createSessions } from "./access/sessions.ts";
import type { ApiServices } from "./api.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createDynamoLedgerStore } from "./ledger/dynamo-ledger-store.ts";
import { createDynamoMailStateStore } from "./ledger/dynamo-mail-state-store.ts";
import { createEventQueue } from "./ledger/event-queue.ts";
import { consoleLogger } from "./logger.ts";

const WRITE_BUDGET_MILLISECONDS = 8000;

const LOCAL_IDENTITY = { region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

/** A client that gives up on a silent service soon enough to try again within a request. A local engine asks for no account. */
export function createDynamoClient(
  endpoint: string | null,
  options: { isLocal?: boolean } = {},
): DynamoDBClient {
  return new DynamoDBClient({
    ...(endpoint === null ? {} : { endpoint }),
    ...(options.isLocal ? LOCAL_IDENTITY : {}),
    maxAttempts: 3,
    // Without the last of these, a breach of the limit is only logged, and a silent service is waited for for minutes.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
}

/** Composes what the API needs, and nothing that sends mail. */
export function composeApi(
  config: Config,
  given: { client: DynamoDBClient; adminPasswordHash: string; sessionSecret: string },
): ApiServices {
  const { adminPasswordHash } = given;
  const clock = systemClock;
  return {
    access: {
      adminPasswordHash,
      sessions: createSessions({ secret: given.sessionSecret, passwordHash: adminPasswordHash, clock }),
    },
    ledger: {
      store: createDynamoLedgerStore({ ...config, client: given.client }),
      clock,
      queue: createEventQueue(),
      operatorCurrency: config.currency,
      timeZone: config.timeZone,
      writeBudgetMilliseconds: WRITE_BUDGET_MILLISECONDS,
    },
    mailStates: createDynamoMailStateStore({ ...config, client: given.client }),
    allowedOrigins: config.allowedOrigins,
    originSecret: config.originSecret,
    logger: consoleLogger,
  };
}
