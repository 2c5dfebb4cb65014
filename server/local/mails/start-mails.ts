import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { LocalConfig } from "../../config.ts";
import { describeError, type Logger } from "../../logger.ts";
import type { DeliveryContext } from "../../mail/deliver-mails.ts";
import { createNotify } from "../../mail/notify-entries.ts";
import { composeDelivery } from "../../notify-services.ts";
import { LOCAL_RETRIES } from "./local-retries.ts";
import { startStreamPoller } from "./stream-poller.ts";

const SWEEP_MILLISECONDS = 2000;

/**
 * Starts the consumer of the stream, fed by polling, and its sweep on a timer: on AWS, Lambda and a schedule do this.
 * Returns the mailer.
 */
export async function startMails(
  config: LocalConfig,
  {
    client,
    endpoint,
    stops,
    logger,
  }: {
    client: DynamoDBClient;
    endpoint: string;
    stops: (() => void)[];
    logger: Logger;
  },
): Promise<DeliveryContext["mailer"]> {
  const delivery = composeDelivery(config, { client, logger, policy: LOCAL_RETRIES });
  stops.push(() => delivery.mailer?.close());
  const notify = createNotify(delivery);
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: "local",
    credentials: client.config.credentials,
  });
  const { tableName } = config;
  const poller = await startStreamPoller({ client, streams, tableName, notify, logger });
  stops.push(poller.stop);
  let isSweeping = false;
  const sweep = async () => {
    if (isSweeping) return;
    isSweeping = true;
    await notify({ time: "local" }).catch((error) =>
      logger.error("A sweep of pending mails failed and will be repeated.", describeError(error)),
    );
    isSweeping = false;
  };
  const timer = setInterval(sweep, SWEEP_MILLISECONDS);
  stops.push(() => clearInterval(timer));
  return delivery.mailer;
}
