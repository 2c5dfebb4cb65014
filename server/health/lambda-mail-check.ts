import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { MailCheck } from "../ledger/mail-state.ts";

/** Shorter than the time limit of a health check, so that nothing is left running after the response. */
const TIMEOUT_MILLISECONDS = 7000;

/**
 * Asks the function that sends mails to sign in at its mail server, because the API holds neither a mailer nor its
 * credentials. Throws if the function fails or does not answer.
 */
export async function checkMailboxOf(functionName: string): Promise<MailCheck> {
  const requestTimeout = TIMEOUT_MILLISECONDS;
  const client = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout, throwOnRequestTimeout: true },
  });
  try {
    const Payload = JSON.stringify({ check: "mail" });
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    const text = answer.Payload?.transformToString() ?? "";
    if (answer.FunctionError) throw new Error("The function that sends mails failed to start. See its log.");
    return JSON.parse(text) as MailCheck;
  } finally {
    client.destroy();
  }
}
