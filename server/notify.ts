import { readNotifyConfig, secretsOf } from "./config.ts";
import type { MailCheck } from "./ledger/mail-state.ts";
import { createLogger } from "./logger.ts";
import { checkMailbox } from "./mail/check-mailbox.ts";
import { type BatchResult, createNotify, type NotifyEvent, type NotifyHost } from "./mail/notify-entries.ts";
import { composeDelivery } from "./notify-services.ts";
import { readParameters } from "./ssm-parameters.ts";
import { createDynamoClient } from "./table/client.ts";

const config = await readNotifyConfig(readParameters);
const logger = createLogger({ level: "INFO", secrets: secretsOf(config) });
const delivery = composeDelivery(config, { client: createDynamoClient(config.dynamoEndpoint), logger });
const notify = createNotify(delivery);

/** Handles batches of the table's stream, the schedule that retries pending mails, and the check of the mailbox. */
export async function handler(
  event: NotifyEvent | { check: "mail" },
  host?: NotifyHost,
): Promise<BatchResult | MailCheck> {
  return "check" in event ? checkMailbox(delivery.mailer) : notify(event, host);
}
