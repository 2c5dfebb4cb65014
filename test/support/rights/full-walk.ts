import { HEADERS } from "../lambda/callers.ts";
import { drawOperation, type Place } from "../operations.ts";

/** The input of a walk through every operation, and the ids that it collects. */
export interface Walk {
  /** The Function URL. */
  url: string;
  /** An event without payments, and one with legacy rows. */
  eventId: string;
  legacyEventId: string;
  password: string;
  /** Ids of payments that were logged during the walk. */
  paymentIds: string[];
}

/** A path to a field from a root, and the arguments of its fields by name. */
interface Step {
  way: string;
  give(walk: Walk): Record<string, unknown>;
}

const input = (give: (walk: Walk) => Record<string, unknown>) => (walk: Walk) => ({ input: give(walk) });
const aPayment = (reference: string) =>
  input(({ eventId }) => ({
    eventId,
    amount: "25.00",
    patron: `Maya Rivera ${reference}`,
    patronEmail: "maya@example.com",
    method: "CHECK",
    reference,
    idempotencyKey: reference,
  }));

/** Every field with arguments, and every other root field, in an order in which each can succeed. */
const STEPS: Step[] = [
  { way: "Mutation.signIn", give: input(({ password }) => ({ password, name: "Ines Duarte" })) },
  {
    way: "Mutation.setEventTerms",
    give: input(({ eventId }) => ({ eventId, agreedTotal: "500.00", deposit: "50.00" })),
  },
  ...["1", "2", "3", "4"].map((number) => ({ way: "Mutation.logPayment", give: aPayment(number) })),
  {
    way: "Mutation.logPayment",
    give: input(({ legacyEventId: eventId }) => ({ eventId, amount: "1.00", patron: "Tom Okafor" })),
  },
  {
    way: "Mutation.refundPayment",
    give: input(({ paymentIds: [paymentId] }) => ({ paymentId, amount: "5.00", reason: "Too much" })),
  },
  {
    way: "Mutation.voidPayment",
    give: input(({ paymentIds: [, paymentId] }) => ({ paymentId, reason: "Twice" })),
  },
  {
    way: "Mutation.correctPayment",
    give: input(({ paymentIds: [, , paymentId] }) => ({ paymentId, reason: "Typo", amount: "26.00" })),
  },
  { way: "Mutation.resendNotification", give: input(({ paymentIds: [paymentId] }) => ({ paymentId })) },
  { way: "Mutation.resendReceipt", give: input(({ paymentIds: [paymentId] }) => ({ paymentId })) },
  { way: "Query.event", give: ({ eventId }) => ({ id: eventId }) },
  { way: "Query.event Event.payments", give: ({ eventId }) => ({ id: eventId, first: 2 }) },
  {
    way: "Query.event Event.payments",
    give: ({ eventId }) => ({ id: eventId, filter: { patron: "Maya", method: "CHECK" } }),
  },
  { way: "Query.eventList", give: () => ({ first: 100 }) },
  { way: "Query.eventSettlement", give: ({ legacyEventId }) => ({ eventId: legacyEventId }) },
  { way: "Query.events", give: ({ eventId, legacyEventId }) => ({ ids: [eventId, legacyEventId] }) },
  { way: "Query.payment", give: ({ paymentIds: [, id] }) => ({ id }) },
  { way: "Query.paymentMethods", give: () => ({}) },
  {
    way: "Query.paymentTotals",
    give: () => ({ filter: { receivedFrom: daysAgo(30) } }),
  },
  { way: "Query.payments", give: () => ({ filter: { receivedFrom: daysAgo(30) } }) },
  { way: "Query.payments", give: () => ({ filter: { enteredFrom: daysAgo(30) }, orderBy: "OLDEST_FIRST" }) },
  { way: "Query.payments", give: ({ eventId }) => ({ filter: { eventId } }) },
  { way: "Query.settings", give: () => ({}) },
  { way: "Query.verifyLedger", give: ({ legacyEventId }) => ({ eventId: legacyEventId }) },
  { way: "Query.viewer", give: () => ({}) },
];

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** The fields of the walk. */
export const WALKED_PLACES: readonly string[] = STEPS.map(({ way }) => way.split(" ").at(-1) ?? "");

/** Sends all operations in order, selecting every field to a depth. Throws at the first that is refused or null. */
export async function walkGraphql(walk: Walk): Promise<void> {
  for (const { way, give } of STEPS) {
    const places = way.split(" ").map((place): Place => {
      const [type = "", field = ""] = place.split(".");
      return { type, field };
    });
    const { query, parameters } = drawOperation(places, { may: () => true, depth: 2 });
    const given = give(walk);
    const variables = Object.fromEntries(
      parameters.map(({ name }) => [name, given[name.replace(/\d+$/, "")]]),
    );
    const response = await fetch(`${walk.url}/graphql`, {
      method: "POST",
      headers: HEADERS,
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Record<string, Answered | null>; errors?: unknown };
    const answered = answer.data?.[places[0]?.field ?? ""];
    // Only refusals have a code.
    if (!answered || answer.errors || "code" in answered)
      throw new Error(`${way} failed: ${JSON.stringify(answer)}`);
    if (way === "Mutation.logPayment" && answered.payment) walk.paymentIds.push(answered.payment.id);
  }
}

interface Answered {
  payment?: { id: string };
}

/** The requests of every other path, by the path pattern of distributions. */
export const OTHER_REQUESTS: [path: string, request: (walk: Walk) => [url: string, init?: RequestInit]][] = [
  ["/schema.graphql", () => ["/schema.graphql"]],
  ["/export.csv", () => [`/export.csv?receivedFrom=${daysAgo(30)}`]],
  ["/export.csv", () => [`/export.csv?enteredFrom=${daysAgo(30)}`]],
  ["/export.csv", ({ eventId }) => [`/export.csv?eventId=${eventId}`]],
  [
    "/api/g/*/payment",
    ({ eventId }) => [
      `/api/g/${eventId}/payment`,
      { method: "POST", body: JSON.stringify({ patron: "Tom Okafor", amount: 3, notes: "cash" }) },
    ],
  ],
  ["/api/g/*/payments", ({ legacyEventId }) => [`/api/g/${legacyEventId}/payments`]],
  ["/health", () => ["/health"]],
  ["/payments-health", () => ["/payments-health"]],
];

/** Sends all of them in order. Throws at the first that does not answer 200. */
export async function walkOtherPaths(walk: Walk): Promise<void> {
  for (const [path, request] of OTHER_REQUESTS) {
    const [url, init] = request(walk);
    const response = await fetch(walk.url + url, { ...init, headers: HEADERS });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} failed: ${response.status} ${text}`);
  }
}
