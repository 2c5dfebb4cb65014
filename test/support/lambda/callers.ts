import { setTimeout as pause } from "node:timers/promises";
import { ORIGIN_SECRET, PASSWORD } from "./deployment.ts";

/** A payment that somebody wants logged. */
export interface WantedPayment {
  eventId: string;
  amount: string;
  patron: string;
  idempotencyKey: string;
}

/** What a request to a deployment is sent with. */
export const HEADERS = {
  authorization: `Bearer ${PASSWORD}`,
  "content-type": "application/json",
  "x-origin-secret": ORIGIN_SECRET,
  "cloudfront-viewer-address": "198.51.100.7:46532",
};

const LOG_PAYMENT = `mutation ($input: LogPaymentInput!) {
  logPayment(input: $input) {
    __typename
    ... on PaymentLogged { replayed payment { id sequence } }
    ... on UserError { code message }
  }
}`;

const TRIES = 60;

/** Asks once; null when no answer came, or none of the API's. */
export async function ask(url: string, query: string, variables: unknown): Promise<Answer | null> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, { method: "POST", headers: HEADERS, body }).catch(
    () => null,
  );
  return response?.ok ? ((await response.json()) as Answer) : null;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for, and fails when it is not there.
type Answer = { data: any; errors?: unknown };

/** Logs a payment as our own client does: with its key, again until there is an answer. Answers the id of the payment. */
export async function logUntilAnswered(url: string, input: WantedPayment): Promise<string> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask(url, LOG_PAYMENT, { input });
    const logged = answer?.data?.logPayment;
    if (logged?.__typename === "PaymentLogged") return logged.payment.id;
    if (logged && logged.code !== "BUSY") throw new Error(`It was refused: ${JSON.stringify(logged)}`);
    await pause(100);
  }
  throw new Error("There was no answer for too long.");
}
