// The server, as far as the elements can tell: requests name a document, `Dashboard.<hash>`, and get an answer to it.

import { createEvent } from "./event.js";
import { admin, paymentMethods, settings } from "./settings.js";
import { usual as usualEvent } from "./totals.js";

const PAGE = 20;

/** A `fetch` that answers each operation by its name, and never leaves the page. */
export function createFetch(answers) {
  return async (_url, { body }) => {
    const { documentId, variables } = JSON.parse(body);
    const [operation] = documentId.split(".");
    const answer = await (answers[operation] ?? refuse)(variables);
    return answer instanceof Response ? answer : Response.json({ data: answer });
  };
}

/** An answer that never comes, however long the element is ready to wait. */
export const never = () => new Promise(() => {});

/** The connection breaks. */
export const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/** The same answer, when somebody has waited for it. */
export const after = (milliseconds, answer) => async (variables) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return answer(variables);
};

/** A first answer, and another one from then on. */
export const firstThen = (first, later) => {
  let asked = 0;
  return (variables) => (asked++ === 0 ? first : later)(variables);
};

/** The first answers are lost, and those from then on come. */
export const lostAtFirst = (times, later) => {
  let asked = 0;
  return (variables) => (asked++ < times ? lost() : later(variables));
};

/** The request is refused whole, with the server's code. */
export const refusedWith = (code, status) => () =>
  Response.json(
    { errors: [{ message: "Refused.", extensions: { code, requestId: "req-4711" } }] },
    { status },
  );

/** What the gallery has no answer to. */
const refuse = refusedWith("INTERNAL_SERVER_ERROR", 500);

/** A server that knows these events, and logs payments to them until the page is loaded anew. */
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

/** A server that tells the crew this of an event. */
export const tellingCrew = (event) => ({ CrewState: () => ({ event }) });

/** What is done about an entry has a test of its own; here it is only looked at. */
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

/** Written down once more with the payment on top, so that all totals are worked out anew. */
function withPayment({ noted }, { patron, amount, method, reference, notes, receivedOn }) {
  const loggedAt = new Date().toISOString();
  const entries = [{ patron, amount, method, reference, notes, receivedOn, loggedAt }, ...noted.entries];
  return createEvent({ ...noted, entries });
}

/** Knows the usual event: one server for all states that show it. */
export const usual = knowing([usualEvent]);

/** Knows this event. */
export const shows = (event) => knowing([event]);
