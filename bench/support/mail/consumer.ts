import { createLambdaFunction, type LambdaFunction } from "../../../test/support/lambda/lambda-function.ts";

/** The consumer of a table's stream, as it is deployed. */
export const CONSUMER_BUNDLE = "dist/lambda/notify.mjs";

/** Records that it is handed at once, as it is deployed. */
export const BATCH = 10;

/** Whom it notifies. */
export const MAIL_TO = "admin@example.com";

const LONGEST_MILLISECONDS = 120_000;

/** What sends mails through this server: one process that is frozen between calls. */
export const startConsumer = (
  bundle: string,
  { env, smtpUrl }: { env: Record<string, string>; smtpUrl: string },
): LambdaFunction =>
  createLambdaFunction({
    bundle,
    env: { ...env, SMTP_URL: smtpUrl, SCC_GMAIL_TO: MAIL_TO },
    timeoutMilliseconds: LONGEST_MILLISECONDS,
    mostInstances: 1,
  });
