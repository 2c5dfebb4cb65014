import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SmokePatience } from "../smoke/ask-until-right.ts";
import { dataOf, postQuery } from "../smoke/graphql.ts";
import type { KnownPlace } from "./ask-health.ts";

/** A whole number is valid in every currency, whatever its minor digits. */
const AMOUNT = "1";
const NAME = "Deployment check";
const MAX_TRIES = 3;

/** The result of a mutation: its success type or a refusal. */
interface Outcome {
  __typename: string;
  message?: string;
  payment?: { id: string };
}

/**
 * Logs a payment on an event and voids it immediately. Returns null if the event's total is unchanged afterwards, else what is
 * wrong, including what the ledger now contains. Throws if there is no response before anything is logged.
 */
export async function tryPayment(
  place: KnownPlace,
  { eventId, patience }: { eventId: string; patience: SmokePatience },
): Promise<string | null> {
  const before = await totalOf(place, eventId);
  if (before === null) return `The event "${eventId}" does not exist, so no payment was logged.`;
  const logged = await send(place, { query: LOG, input: aPayment(eventId), patience });
  if (logged === null)
    return `It is unknown whether the payment of ${AMOUNT} was logged on ${eventId}. Check the event's list, and void the payment there.`;
  const paymentId = logged.payment?.id;
  if (paymentId === undefined) return `No payment was logged on ${eventId}: ${describe(logged)}`;
  const voided = await send(place, { query: VOID, input: aVoid(paymentId), patience });
  if (voided?.__typename !== "PaymentVoided")
    return `A payment of ${AMOUNT} by "${NAME}" was logged on ${eventId}, but could not be voided: ${describe(voided)} Void it in the event's list.`;
  const after = await totalOf(place, eventId).catch(() => null);
  if (after === before) return null;
  return `The payment on ${eventId} was voided, but the event's total is ${after ?? "unknown"} instead of ${before}. If nobody else logged a payment on it meanwhile, run: npm run verify-ledger -- --aws --event ${eventId}`;
}

const aPayment = (eventId: string) => ({
  eventId,
  patron: NAME,
  amount: AMOUNT,
  notes: "Logged by the check after a deployment, and voided immediately.",
});

const aVoid = (paymentId: string) => ({ paymentId, reason: "Logged by the check after a deployment." });

const describe = (outcome: Outcome | null) =>
  outcome === null ? "no response." : (outcome.message ?? `the result is ${outcome.__typename}.`);

/** Sends a mutation until it is answered, which its idempotency key makes safe. Returns null if the outcome is unknown. */
async function send(
  place: KnownPlace,
  { query, input, patience }: { query: string; input: Record<string, unknown>; patience: SmokePatience },
): Promise<Outcome | null> {
  const asked = {
    query,
    variables: { input: { ...input, idempotencyKey: randomUUID() } },
    headers: { "x-recorded-by": NAME },
  };
  let outcome: Outcome | null = null;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (tries > 0) await pause(patience.pauseMilliseconds);
    const data = await postQuery(place, asked).then(dataOf, () => null);
    outcome = (data?.outcome as Outcome | undefined) ?? null;
    if (outcome !== null && outcome.__typename !== "Busy") return outcome;
  }
  return outcome;
}

/** The event's total as text; null if there is no such event. */
async function totalOf(place: KnownPlace, id: string): Promise<string | null> {
  const data = dataOf(await postQuery(place, { query: TOTAL, variables: { id } }));
  if (data === null) throw new Error("the event could not be read");
  const event = data.event as { totalCollected: { amount: string; currency: string } } | null;
  return event && `${event.totalCollected.amount} ${event.totalCollected.currency}`;
}

const TOTAL = "query ($id: ID!) { event(id: $id) { totalCollected { amount currency } } }";
const LOG = `mutation ($input: LogPaymentInput!) {
  outcome: logPayment(input: $input) { __typename ... on PaymentLogged { payment { id } } ... on UserError { message } }
}`;
const VOID = `mutation ($input: VoidPaymentInput!) {
  outcome: voidPayment(input: $input) { __typename ... on UserError { message } }
}`;
