import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createDynamoLedgerStore } from "./ledger/dynamo-ledger-store.ts";
import { createDynamoMailStateStore } from "./ledger/dynamo-mail-state-store.ts";
import type { RetryPolicy } from "./ledger/mail-state.ts";
import type { DeliveryContext } from "./mail/deliver-mails.ts";
import { RETRY_POLICY } from "./mail/retry-policy.ts";
import { createSmtpMailer } from "./mail/smtp-mailer.ts";

/** Composes what delivering mails needs. */
export function composeDelivery(
  config: Config,
  given: { client: DynamoDBClient; policy?: RetryPolicy },
): DeliveryContext {
  const table = { client: given.client, tableName: config.tableName };
  return {
    store: createDynamoLedgerStore({ ...config, ...table }),
    mailStates: createDynamoMailStateStore(table),
    mailer: config.mail && createSmtpMailer(config.mail.relay),
    adminAddress: config.mail?.to ?? "",
    clock: systemClock,
    policy: given.policy ?? RETRY_POLICY,
    operatorCurrency: config.currency,
    timeZone: config.timeZone,
    baseUrl: config.publicBaseUrl ?? "",
  };
}
