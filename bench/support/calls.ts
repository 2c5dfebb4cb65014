import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { ownDocuments } from "../../server/graphql/generated/own-documents.ts";
import { dateInZone } from "../../server/values/calendar.ts";
import { aFunctionUrlEvent } from "../../test/support/lambda-events.ts";
import type { FunctionProcess } from "./function-process.ts";
import { BARE_TOKEN, TIME_ZONE } from "./ledger-table.ts";
import { SIGN_IN } from "./sign-in.ts";

type Call = APIGatewayProxyEventV2;

/** The requests to one implementation. */
export interface Api {
  logPayment(eventId: string): Call;
  /** The total of an event and its newest payments, by default 20. */
  event(eventId: string, first?: number): Call;
}

/** Requests that only our own client sends. */
export interface OwnApi extends Api {
  /** All cards of a page. */
  dashboard(eventIds: readonly string[]): Call;
}

let drawn = 0;

/** This many calls, going round the events. */
export const callsInTurn = (
  calls: number,
  eventIds: readonly string[],
  toCall: (eventId: string) => Call,
): Call[] => Array.from({ length: calls }, (_, at) => toCall(eventIds[at % eventIds.length] ?? ""));

/** A unique payment, as the form sends it. */
function aPayment(eventId: string) {
  drawn += 1;
  return {
    eventId,
    amount: `${100 + (drawn % 9000)}.${String(drawn % 100).padStart(2, "0")}`,
    patron: `Maya Rivera ${drawn}`,
    method: "CASH",
    receivedOn: dateInZone(new Date(), TIME_ZONE),
    notes: "Counted twice on the dock.",
    idempotencyKey: `bench-${drawn}-${process.pid}`,
  };
}

const call = (path: string, body: unknown, bearer: string): Call =>
  aFunctionUrlEvent({
    path,
    headers: {
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      "content-type": "application/json",
      "accept-encoding": "identity",
    },
    body: JSON.stringify(body),
  });

const MONEY = "{ amount minorUnits currency }";
const EVENT = `query Event($id: ID!, $first: Int!) {
  event(id: $id) {
    id title currency totalCollected ${MONEY} paymentCount lastSequence ledgerHead
    totalsByMethod { method total ${MONEY} count }
    payments(first: $first) {
      nodes {
        id kind status patron amount ${MONEY} method notes receivedOn loggedAt recordedBy sequence notification { status }
      }
      pageInfo { hasNextPage }
    }
  }
}`;

/**
 * A GraphQL API with our schema, after signing in: with the document ids that our own client sends, and with texts, as any server
 * accepts them.
 */
export async function askGraphql(api: FunctionProcess): Promise<{ byId: OwnApi; byText: Api }> {
  const body = await api.ask(call("/graphql", SIGN_IN, ""));
  const token: string = JSON.parse(body).data.signIn.token;
  const [documentId, document] = ownDocument("LogPayment");
  const event = (id: string, first = 20) =>
    call("/graphql", { query: EVENT, variables: { id, first } }, token);
  const logPayment = (eventId: string, sent: object) =>
    call("/graphql", { ...sent, variables: { input: aPayment(eventId) } }, token);
  return {
    byId: {
      event,
      dashboard: (ids) =>
        call("/graphql", { documentId: ownDocument("Dashboard")[0], variables: { ids } }, token),
      logPayment: (eventId) => logPayment(eventId, { documentId }),
    },
    byText: { event, logPayment: (eventId) => logPayment(eventId, { query: document.text }) },
  };
}

/** A bare peer, which can also add up an event's entries instead of reading a total. */
export const askBare: Api & { addUp(eventId: string): Call } = {
  logPayment: (eventId) => call("/payments", aPayment(eventId), BARE_TOKEN),
  event: (eventId) => call("/event", { eventId }, BARE_TOKEN),
  addUp: (eventId) => call("/added-up", { eventId }, BARE_TOKEN),
};

function ownDocument(operation: string) {
  const found = Object.entries(ownDocuments).find(([id]) => id.startsWith(`${operation}.`));
  if (!found) throw new Error(`Our own client has no operation ${operation}.`);
  return found;
}
