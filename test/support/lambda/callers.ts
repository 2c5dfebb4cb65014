import { setTimeout as pause } from "node:timers/promises";
import { ORIGIN_SECRET, PASSWORD } from "./deployment.ts";

/** A payment to log. */
export interface WantedPayment {
  eventId: string;
  amount: string;
  patron: string;
  idempotencyKey: string;
}

/** The headers of requests to a deployment. */
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

/** Sends one request; null if no response came, or none from the API. */
export async function ask(url: string, query: string, variables: unknown): Promise<Answer | null> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, { method: "POST", headers: HEADERS, body }).catch(
    () => null,
  );
  return response?.ok ? ((await response.json()) as Answer) : null;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields that it requested, and fails if one is missing.
type Answer = { data: any; errors?: unknown };

/** Logs a payment as our own client does: with its key, repeatedly until there is a response. Returns the payment's id. */
export async function logUntilAnswered(url: string, input: WantedPayment): Promise<string> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask(url, LOG_PAYMENT, { input });
    const logged = answer?.data?.logPayment;
    if (logged?.__typename === "PaymentLogged") return logged.payment.id;
    if (logged && logged.code !== "BUSY")
      throw new Error(`The payment was refused: ${JSON.stringify(logged)}`);
    await pause(100);
  }
  throw new Error(`No response after ${TRIES} tries.`);
}
