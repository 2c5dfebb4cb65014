import { readNotifyConfig, secretsOf } from "./config.ts";
import { createLogger } from "./logger.ts";
import { createNotify } from "./mail/notify-entries.ts";
import { composeDelivery } from "./notify-services.ts";
import { createDynamoClient } from "./services.ts";

const config = readNotifyConfig();
const logger = createLogger({ level: "INFO", secrets: secretsOf(config) });
const client = createDynamoClient(config.dynamoEndpoint);

/** Called with batches of the table's stream, and by a schedule to sweep up what is still pending. */
export const handler = createNotify(composeDelivery(config, { client }), logger);
