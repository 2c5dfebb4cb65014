import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Access } from "./access/access.ts";
import { createDeviceTokens } from "./access/device-tokens.ts";
import { createDynamoAttemptStore } from "./access/dynamo-attempt-store.ts";
import { createDynamoAuditLog } from "./access/dynamo-audit-log.ts";
import { createDynamoKeyStore } from "./access/dynamo-key-store.ts";
import { createPasswordGate } from "./access/password-gate.ts";
import { createSessions } from "./access/sessions.ts";
import type { ApiServices } from "./api.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { LIMITS } from "./graphql/plugins/limits.ts";
import type { HealthContext } from "./health/check-health.ts";
import { createDynamoHealth } from "./health/dynamo-health.ts";
import { sealRecord } from "./ledger/dynamo/items/record-item.ts";
import { sealEntry } from "./ledger/dynamo/items/stored-row.ts";
import { createDynamoMailStateStore } from "./ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "./ledger/dynamo/store.ts";
import { createEventQueue } from "./ledger/write/event-queue.ts";
import type { Logger } from "./logger.ts";
import type { DynamoTable } from "./table/table.ts";

const WRITE_BUDGET_MILLISECONDS = 8000;
const HEALTH_TIMEOUT_MILLISECONDS = 8000;

/** Settings for identifying callers. */
export interface AccessOptions {
  /** The hash of the shared admin password. */
  passwordHash: string;
  sessionSecret: string;
  ttlAttribute: string;
  clock: Clock;
  logger: Logger;
}

/** Composes the services for identifying callers. */
export function composeAccess(table: DynamoTable, options: AccessOptions): Access {
  const { passwordHash, clock, logger } = options;
  const secrets = { secret: options.sessionSecret, passwordHash, clock };
  const attempts = createDynamoAttemptStore({ ...table, ...options });
  return {
    gate: createPasswordGate({ passwordHash, attempts, clock }),
    sessions: createSessions(secrets),
    devices: createDeviceTokens(secrets),
    keys: createDynamoKeyStore(table),
    audit: createDynamoAuditLog(table),
    clock,
    logger,
  };
}

/** Composes the services of the API. It includes nothing that sends mail. */
export function composeApi(
  config: Config,
  given: {
    client: DynamoDBClient;
    passwordHash: string;
    sessionSecret: string;
    logger: Logger;
    /** Whether anonymous callers may introspect the schema. */
    isIntrospectionOpen: boolean;
    /** Checks whether the mail server accepts our credentials; null if the check is not available. */
    checkMailbox: HealthContext["checkMailbox"];
  },
): ApiServices {
  const clock = systemClock;
  const table = { ...config, client: given.client };
  return {
    access: composeAccess(table, { ...config, ...given, clock }),
    ledger: {
      store: createDynamoLedgerStore(table),
      clock,
      queue: createEventQueue(),
      seal: sealEntry,
      sealRecord,
      operatorCurrency: config.currency,
      timeZone: config.timeZone,
      writeBudgetMilliseconds: WRITE_BUDGET_MILLISECONDS,
    },
    mailStates: createDynamoMailStateStore(table),
    health: {
      ...createDynamoHealth(table),
      checkMailbox: given.checkMailbox,
      ttlAttribute: config.ttlAttribute,
      timeoutMilliseconds: HEALTH_TIMEOUT_MILLISECONDS,
      clock,
    },
    policy: {
      allowedOrigins: config.allowedOrigins,
      isIntrospectionOpen: given.isIntrospectionOpen,
      isSafelistOnly: config.safelistOnly,
      limits: LIMITS,
    },
    originSecret: config.originSecret,
    logger: given.logger,
  };
}
