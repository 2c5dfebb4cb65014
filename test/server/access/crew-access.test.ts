import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";
import { logPayment, readLedger } from "../../support/payments.ts";
import { setEventTerms } from "../../support/reversals.ts";

const calls = createStoreCalls();
let api: TestApi;
let eventId: string;
let crewKey: string;

beforeAll(async () => {
  api = await createTestApi({ store: calls.before });
  eventId = await api.table.putEvent();
  crewKey = await api.makeKey(["STATE_READ"]);
});

describe("one forbidden field refuses the whole request", () => {
  it.each([
    ["beside allowed ones", "query ($id: ID!) { event(id: $id) { id FIELD } }"],
    ["under the alias of an allowed one", "query ($id: ID!) { event(id: $id) { status: FIELD } }"],
    ["in an inline fragment", "query ($id: ID!) { event(id: $id) { id ... on Event { FIELD } ... { id } } }"],
    ["in a fragment", "query ($id: ID!) { event(id: $id) { ...f } } fragment f on Event { id FIELD }"],
    [
      "in a fragment of a fragment",
      "fragment g on Event { FIELD } query ($id: ID!) { ...f } fragment f on Query { event(id: $id) { ...g } }",
    ],
    ["that is skipped", "query ($id: ID!) { event(id: $id) { id FIELD @skip(if: true) } }"],
    ["that is not included", "query ($id: ID!) { event(id: $id) { id ... @include(if: false) { FIELD } } }"],
    [
      "for one of two events",
      "query ($id: ID!) { a: event(id: $id) { id } b: events(ids: [$id]) { id FIELD } }",
    ],
    [
      "in an operation that is not the one to execute",
      "query Asked($id: ID!) { event(id: $id) { id } } query Other($id: ID!) { event(id: $id) { FIELD } }",
    ],
  ])("%s", async (_name, document) => {
    const askWith = (field: string) =>
      askAsCrew({ query: document.replace("FIELD", field), operationName: /Asked/.exec(document)?.[0] });

    expect(await askWith("title")).toMatchObject({ status: 200, data: expect.any(Object) });
    const before = calls.count;
    const refused = await askWith("ledgerHead");
    expect(refused).toEqual({
      status: 403,
      errors: [
        {
          message: "This credential lacks the scope PAYMENTS_READ.",
          extensions: { code: "FORBIDDEN", field: "Event.ledgerHead" },
        },
      ],
    });
    expect(calls.count).toBe(before);
  });

  it("even if only its type name is selected", async () => {
    const query = "query ($id: ID!) { event(id: $id) { totalCollected { __typename } } }";

    expect((await askAsCrew({ query })).status).toBe(403);
  });

  async function askAsCrew(body: { query: string; operationName?: string }) {
    const response = await api.fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        authorization: `Bearer ${crewKey}`,
      },
      body: JSON.stringify({ ...body, variables: { id: eventId } }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
});

describe("the crew", () => {
  const STATE =
    "query ($id: ID!) { event(id: $id) { id paymentState clearToDepart } events(ids: [$id]) { banner } }";
  const NOTES = "Paid by the harbour master";
  const crewAsks = async (query: string, id: string) => {
    const before = calls.count;
    const answer = await api.graphql(query, { id }, { as: crewKey });
    return { ...answer, calls: calls.count - before };
  };

  /** An event that is no longer in the dispatch tool. */
  async function anEventOfPaymentsAlone(): Promise<string> {
    const id = await api.table.putEvent();
    await logPayment(api, { eventId: id, patron: "Tom Okafor", amount: "731.19", notes: NOTES });
    await api.table.deleteItem({ pk: id, sk: "META" });
    return id;
  }

  it("learns nothing about an event known only by its payments, not even from what is read for it", async () => {
    const id = await anEventOfPaymentsAlone();
    const answer = await crewAsks(STATE, id);

    expect(answer.data).toEqual({ event: null, events: [null] });
    expect(answer).toEqual(await crewAsks(STATE, "nowhere"));
    expect(await readLedger(api, id)).toMatchObject({ id, paymentCount: 1 });
  });

  it.each(["confirmed", "cancelled"])(
    "causes the same reads, paid or not, for an event without terms that is %s",
    async (status) => {
      const [unpaid, paid] = [await api.table.putEvent({ status }), await api.table.putEvent({ status })];
      await logPayment(api, { eventId: paid, amount: "731.19" });
      const answer = await crewAsks(STATE, unpaid);

      expect(answer.calls).toBeGreaterThan(0);
      expect((await crewAsks(STATE, paid)).calls).toBe(answer.calls);
    },
  );

  it("sees the state once there are terms", async () => {
    const id = await api.table.putEvent();
    await setEventTerms(api, { eventId: id, agreedTotal: "900", deposit: "500" });
    await logPayment(api, { eventId: id, amount: "731.19" });
    await api.table.deleteItem({ pk: id, sk: "META" });

    expect((await crewAsks(STATE, id)).data).toEqual({
      event: { id, paymentState: "DEPOSIT_RECEIVED", clearToDepart: false },
      events: [{ banner: "Do not depart until full payment is received and logged." }],
    });
  });

  it("is refused without any detail", async () => {
    const id = await anEventOfPaymentsAlone();
    const query =
      "query ($id: ID!) { event(id: $id) { id payments { nodes { patron notes amount { amount } } } } }";
    const refused = await crewAsks(query, id);

    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused)).not.toMatch(new RegExp(`Okafor|731|${NOTES}`));
    expect(refused).toEqual(await crewAsks(query, "nowhere"));
  });
});
