import { createLambdaFunction, type LambdaFunction } from "../../../test/support/lambda/lambda-function.ts";

/** The consumer of a table's stream, as deployed. */
export const CONSUMER_BUNDLE = "dist/lambda/notify.mjs";

/** The batch size, as deployed. */
export const BATCH = 10;

/** The recipient of notifications. */
export const MAIL_TO = "admin@example.com";

const MAX_MILLISECONDS = 120_000;

/** The function that sends mails through this server: one process that is frozen between calls. */
export const startConsumer = (
  bundle: string,
  { env, smtpUrl }: { env: Record<string, string>; smtpUrl: string },
): LambdaFunction =>
  createLambdaFunction({
    bundle,
    env: { ...env, SMTP_URL: smtpUrl, SCC_GMAIL_TO: MAIL_TO },
    timeoutMilliseconds: MAX_MILLISECONDS,
    maxInstances: 1,
  });
