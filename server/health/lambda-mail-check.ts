import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { MailCheck } from "../ledger/mail-state.ts";

/** Less than whoever asks for health waits: nothing is left running when the answer is given. */
const PATIENCE_MILLISECONDS = 7000;

/**
 * Asks the function that sends mails whether its mailbox lets it in: the API itself holds no mailer and no credential of
 * one. Throws when the function does not answer, or fails.
 */
export async function checkMailboxOf(functionName: string): Promise<MailCheck> {
  const requestTimeout = PATIENCE_MILLISECONDS;
  const client = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout, throwOnRequestTimeout: true },
  });
  try {
    const Payload = JSON.stringify({ check: "mail" });
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    const text = answer.Payload?.transformToString() ?? "";
    if (answer.FunctionError)
      throw new Error("The function that sends mails does not start; its log says why.");
    return JSON.parse(text) as MailCheck;
  } finally {
    client.destroy();
  }
}
