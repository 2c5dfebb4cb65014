import {
  type EventTotals,
  LOG_PAYMENT,
  type LogAnswer,
  PAYMENT_FIELDS,
  type Payment,
  SURROUNDINGS,
  type Surroundings,
  TOTALS_FIELDS,
} from "../both-pages/payment.ts";

declare global {
  /** Set by the page: returns the credential of the current user. */
  var getToken: () => string | Promise<string>;
}

/** A page of an event's payments. */
export interface PaymentPage {
  nodes: Payment[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The data that the list starts with. */
export interface InitialData extends Surroundings {
  event: (EventTotals & { payments: PaymentPage }) | null;
}

const PAGE = `nodes { ${PAYMENT_FIELDS} } pageInfo { hasNextPage endCursor }`;

const INITIAL_DATA = `query Event($id: ID!) {
  ${SURROUNDINGS}
  event(id: $id) { ${TOTALS_FIELDS} payments(first: 20) { ${PAGE} } }
}`;

const MORE = `query MorePayments($id: ID!, $after: String) {
  event(id: $id) { payments(first: 20, after: $after) { ${PAGE} } }
}`;

/** Fetches an event with its newest payments. */
export const fetchEvent = (id: string) => ask<InitialData>(INITIAL_DATA, { id });

/** Fetches the payments after a cursor. */
export const fetchMore = (id: string, after: string | null) =>
  ask<{ event: { payments: PaymentPage } | null }>(MORE, { id, after });

/** Logs a payment. Throws if there was no response; the payment may be logged nevertheless. */
export const logPayment = (input: Record<string, unknown>) =>
  ask<{ logPayment: LogAnswer }>(LOG_PAYMENT, { input });

async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await getToken()}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (!data || errors)
    throw new Error(errors?.[0]?.message ?? `The server returned status ${response.status}.`);
  return data;
}
