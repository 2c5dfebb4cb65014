import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SmokePatience } from "../smoke/ask-until-right.ts";
import { dataOf, postQuery } from "../smoke/graphql.ts";
import type { KnownPlace } from "./ask-health.ts";

/** A whole number: every currency takes it, whatever digits it has. */
const AMOUNT = "1";
const NAME = "Deployment check";
const MOST_TRIES = 3;

/** What a mutation answered: its success, or a refusal. */
interface Outcome {
  __typename: string;
  message?: string;
  payment?: { id: string };
}

/**
 * Logs a payment on an event and voids it at once. Answers what is wrong, in sentences that say what the ledger holds, or null:
 * then the event's total is what it was. Throws when there is no answer before anything is logged.
 */
export async function tryPayment(
  place: KnownPlace,
  { eventId, patience }: { eventId: string; patience: SmokePatience },
): Promise<string | null> {
  const before = await totalOf(place, eventId);
  if (before === null) return `There is no event "${eventId}" there: no payment was tried.`;
  const logged = await send(place, { query: LOG, input: aPayment(eventId), patience });
  if (logged === null)
    return `Whether the payment of ${AMOUNT} was logged on ${eventId} is not known. Look at its list, and void it there.`;
  const paymentId = logged.payment?.id;
  if (paymentId === undefined) return `No payment was logged on ${eventId}: ${tell(logged)}`;
  const voided = await send(place, { query: VOID, input: aVoid(paymentId), patience });
  if (voided?.__typename !== "PaymentVoided")
    return `A payment of ${AMOUNT} by "${NAME}" is on ${eventId} and could not be voided: ${tell(voided)} Void it in the event's list.`;
  const after = await totalOf(place, eventId).catch(() => null);
  if (after === before) return null;
  return `The payment on ${eventId} was voided, and its total is ${after ?? "not known"} where it was ${before}. Unless somebody logged something there meanwhile: npm run verify-ledger -- --aws --event ${eventId}`;
}

const aPayment = (eventId: string) => ({
  eventId,
  patron: NAME,
  amount: AMOUNT,
  notes: "Logged by the check after a deployment, and voided at once.",
});

const aVoid = (paymentId: string) => ({ paymentId, reason: "Logged by the check after a deployment." });

const tell = (outcome: Outcome | null) =>
  outcome === null ? "there is no answer." : (outcome.message ?? `the answer is ${outcome.__typename}.`);

/** Sends a mutation until it is answered: its key makes that safe. Answers null when it is not known what became of it. */
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
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (tries > 0) await pause(patience.pauseMilliseconds);
    const data = await postQuery(place, asked).then(dataOf, () => null);
    outcome = (data?.outcome as Outcome | undefined) ?? null;
    if (outcome !== null && outcome.__typename !== "Busy") return outcome;
  }
  return outcome;
}

/** What is collected on an event, as text; null when there is no such event. */
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
