// A stand-in for the server: requests name a document, `Dashboard.<hash>`, and get its response.

import { createEvent } from "./event.js";
import { admin, paymentMethods, settings } from "./settings.js";
import { usual as usualEvent } from "./totals.js";

const PAGE = 20;

/** A `fetch` that answers each operation by name, without any network request. */
export function createFetch(answers) {
  return async (_url, { body }) => {
    const { documentId, variables } = JSON.parse(body);
    const [operation] = documentId.split(".");
    const answer = await (answers[operation] ?? refuse)(variables);
    return answer instanceof Response ? answer : Response.json({ data: answer });
  };
}

/** A response that never arrives. */
export const never = () => new Promise(() => {});

/** A lost connection. */
export const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/** The same response after a delay. */
export const after = (milliseconds, answer) => async (variables) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return answer(variables);
};

/** One response first, and another one from then on. */
export const firstThen = (first, later) => {
  let asked = 0;
  return (variables) => (asked++ === 0 ? first : later)(variables);
};

/** The first responses are lost, later ones arrive. */
export const lostAtFirst = (times, later) => {
  let asked = 0;
  return (variables) => (asked++ < times ? lost() : later(variables));
};

/** The whole request is refused with this code. */
export const refusedWith = (code, status) => () =>
  Response.json(
    { errors: [{ message: "Refused.", extensions: { code, requestId: "req-4711" } }] },
    { status },
  );

/** The response for operations that the gallery does not support. */
const refuse = refusedWith("INTERNAL_SERVER_ERROR", 500);

/** A server that knows these events, and logs payments on them until the page is reloaded. */
export function knowing(events, { viewer = admin } = {}) {
  const known = new Map(events.map((event) => [event.id, event]));
  return {
    Dashboard: ({ ids }) => ({
      viewer,
      settings,
      paymentMethods,
      events: ids.map((id) => withPage(known.get(id))),
    }),
    WhoAmI: () => ({ viewer }),
    Heads: ({ ids }) => ({ events: ids.map((id) => known.get(id) ?? null) }),
    Settlement: ({ eventId }) => ({ settings, paymentMethods, eventSettlement: settle(known.get(eventId)) }),
    MoreEntries: ({ eventId, after: cursor }) => ({ event: withPage(known.get(eventId), Number(cursor)) }),
    LogPayment: ({ input }) => {
      const event = withPayment(known.get(input.eventId), input);
      known.set(event.id, event);
      return {
        logPayment: { __typename: "PaymentLogged", replayed: false, payment: event.entries[0], event },
      };
    },
    ...Object.fromEntries(ACTIONS.map((name) => [name, refusal(name)])),
  };
}

/** The settlement of an event that is over. */
function settle(event) {
  const of = (wanted) => event.entries.filter(wanted);
  const held = event.totalsByPurpose.find(({ purpose }) => purpose === "SECURITY_DEPOSIT");
  return {
    event: {
      ...withPage({ ...event, entries: event.entries.toReversed() }),
      startsAt: "2026-06-15T00:30:00.000Z",
      status: "completed",
    },
    securityDepositHeld: held?.total ?? null,
    reversals: of(({ kind }) => kind !== "PAYMENT"),
    lateEntries: of(({ loggedLate }) => loggedLate),
    adoptedEntries: of(({ adopted }) => adopted),
    unadoptedEntries: [],
    mailsNotSent: of(({ notification }) => notification.status !== "SENT"),
  };
}

/** A server that returns this event to the crew. */
export const showingCrew = (event) => ({ CrewState: () => ({ event }) });

/** Actions on entries have their own tests; the gallery only shows them. */
const ACTIONS = ["VoidPayment", "RefundPayment", "CorrectPayment", "ResendNotification", "ResendReceipt"];

const refusal = (name) => () => ({
  [name[0].toLowerCase() + name.slice(1)]: { __typename: "Busy", message: "The gallery changes no entries." },
});

function withPage(event, from = 0) {
  if (!event) return null;
  const { entries, noted: _, ...facts } = event;
  const to = from + PAGE;
  return {
    ...facts,
    payments: {
      nodes: entries.slice(from, to),
      pageInfo: { hasNextPage: entries.length > to, endCursor: String(to) },
    },
  };
}

/** Creates the event again with the payment on top, which recomputes all totals. */
function withPayment({ noted }, { patron, amount, parts: sent, method, reference, notes, receivedOn }) {
  const loggedAt = new Date().toISOString();
  const parts = Object.fromEntries((sent ?? []).map((part) => [part.purpose, part.amount]));
  const entries = [
    { patron, amount, parts, method, reference, notes, receivedOn, loggedAt },
    ...noted.entries,
  ];
  return createEvent({ ...noted, entries });
}

/** A server for the usual event, shared by all states that show it. */
export const usual = knowing([usualEvent]);

/** A server for this event. */
export const shows = (event) => knowing([event]);
