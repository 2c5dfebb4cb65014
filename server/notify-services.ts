import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { adoptLateRow } from "./ledger/adopt/adopt-late-rows.ts";
import { createDynamoMailStateStore } from "./ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "./ledger/dynamo/store.ts";
import { readStreamRecord } from "./ledger/dynamo/stream-record.ts";
import { createDynamoTableScan } from "./ledger/dynamo/table-scan.ts";
import type { RetryPolicy } from "./ledger/mail-state.ts";
import type { Logger } from "./logger.ts";
import type { DeliveryContext } from "./mail/deliver-mails.ts";
import { RETRY_POLICY } from "./mail/retry-policy.ts";
import { createSmtpMailer } from "./mail/smtp-mailer.ts";
import type { DynamoTable } from "./table/table.ts";

/** Composes the services for delivering mails. */
export function composeDelivery(
  config: Config,
  given: { client: DynamoDBClient; logger: Logger; policy?: RetryPolicy },
): DeliveryContext {
  const table = { client: given.client, tableName: config.tableName };
  return {
    store: createDynamoLedgerStore({ ...config, ...table }),
    mailStates: createDynamoMailStateStore(table),
    readStreamRecord,
    adoptLateRow: config.legacyWriter ? createLateAdoption(config, table) : null,
    mailer: config.mail && createSmtpMailer(config.mail.relay),
    adminAddress: config.mail?.to ?? "",
    clock: systemClock,
    policy: given.policy ?? RETRY_POLICY,
    operatorCurrency: config.currency,
    timeZone: config.timeZone,
    baseUrl: config.publicBaseUrl ?? "",
    logger: given.logger,
  };
}

function createLateAdoption(config: Config, table: DynamoTable): DeliveryContext["adoptLateRow"] {
  const store = createDynamoLedgerStore({ ...config, ...table });
  const scan = createDynamoTableScan(table);
  const context = {
    store,
    scan,
    clock: systemClock,
    operatorCurrency: config.currency,
    timeZone: config.timeZone,
  };
  return (ref) => adoptLateRow(context, ref);
}
