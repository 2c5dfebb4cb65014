import type { GraphqlAnswer } from "./api.ts";

/** A server in its own process. */
interface Server {
  url: string;
  password: string;
}

/** Sends a GraphQL request to a running server over HTTP, as the admin. */
export async function ask(server: Server, query: string, variables?: unknown): Promise<GraphqlAnswer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${server.password}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, "status">) };
}

const LOG_PAYMENT = `mutation ($input: LogPaymentInput!) {
  logPayment(input: $input) { __typename ... on PaymentLogged { replayed payment { id } } ... on UserError { code message } }
}`;

/** Logs a cash payment from Maya Rivera on a running server, and returns the result. */
export async function logOnServer(
  server: Server,
  input: { eventId: string; amount: string; idempotencyKey?: string; patron?: string },
): Promise<GraphqlAnswer["data"]> {
  const { data } = await ask(server, LOG_PAYMENT, {
    input: { patron: "Maya Rivera", method: "CASH", ...input },
  });
  return data.logPayment;
}
