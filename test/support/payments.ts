import type { GraphqlAnswer, TestApi } from "./api.ts";

const PAYMENT = `
  id eventId kind patron amount { amount minorUnits currency } storedAmount method reference notes receivedOn loggedAt
  recordedBy status loggedLate sequence hash adopted refundedAmount { amount }
  duplicateOf { id } notification { status attempts sentAt lastError } receipt { status }
`;

const LOG_PAYMENT = `
  mutation ($input: LogPaymentInput!) {
    logPayment(input: $input) {
      __typename
      ... on PaymentLogged {
        replayed
        payment { ${PAYMENT} }
        event { id totalCollected { amount minorUnits } paymentCount lastSequence ledgerHead }
      }
      ... on UserError { code message path }
      ... on InvalidInput { faults { path code message } }
      ... on PossibleDuplicate { existing { id sequence } }
      ... on IdempotencyConflict { differingFields existing { id sequence } }
      ... on Busy { retryable }
    }
  }`;

const LEDGER = `
  query ($id: ID!, $first: Int) {
    event(id: $id) {
      id title startsAt status currency paymentCount lastSequence ledgerHead
      totalCollected { amount minorUnits currency }
      totalsByMethod { method count total { amount } }
      payments(first: $first, orderBy: OLDEST_FIRST) { nodes { ${PAYMENT} } pageInfo { hasNextPage } }
    }
  }`;

/** The input of `logPayment`, by default $125.50 in cash from Maya Rivera. */
function aPayment(fields: Record<string, unknown> & { eventId: string }): Record<string, unknown> {
  const { method, reference } = { method: "CASH", reference: undefined, ...fields };
  return { patron: "Maya Rivera", amount: "125.50", ...fields, method, reference };
}

/** Calls `logPayment` and returns its result. */
export async function logPayment(
  api: TestApi,
  input: Record<string, unknown> & { eventId: string },
  options?: Parameters<TestApi["graphql"]>[2],
): Promise<GraphqlAnswer["data"]> {
  const answer = await api.graphql(LOG_PAYMENT, { input: aPayment(input) }, options);
  if (!answer.data) throw new Error(`logPayment was not executed: ${JSON.stringify(answer)}`);
  return answer.data.logPayment;
}

/** Reads an event with the first (oldest) entries of its ledger; null if it does not exist. */
export async function readLedger(api: TestApi, id: string, first = 100): Promise<GraphqlAnswer["data"]> {
  const answer = await api.graphql(LEDGER, { id, first });
  if (answer.errors) throw new Error(`The event was not read: ${JSON.stringify(answer)}`);
  return answer.data.event;
}
