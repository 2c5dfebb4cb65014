import { beforeAll, describe, expect, it } from "vitest";
import { createPermission } from "../support/access-directives.ts";
import { createTestApi, PASSWORD, type TestApi } from "../support/api.ts";
import { createStoreCalls } from "../support/counted-store.ts";
import {
  createWayFinder,
  drawOperation,
  fillParameters,
  type Leaf,
  type Operation,
  type Place,
  reachablePlaces,
} from "../support/operations.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { setEventTerms } from "../support/reversals.ts";
import { readTable } from "../support/table.ts";
import { everyViewer, VIEWER_NAMES, type ViewerKind } from "../support/viewers.ts";

const calls = createStoreCalls();
let api: TestApi;
let eventId: string;
let viewers: ViewerKind[];

beforeAll(async () => {
  api = await createTestApi({ store: calls.before });
  eventId = await api.table.putEvent();
  viewers = await everyViewer(api);
});

const viewerNamed = (name: string) => viewers.find((viewer) => viewer.name === name) as ViewerKind;

/** What is required; as every text the right password: a wrong one would be counted, and in the end keep the admin out. */
function giveValue({ type, isRequired }: Leaf): unknown {
  const values: Record<string, unknown> = { ID: eventId, String: PASSWORD, Decimal: "125.50" };
  return isRequired ? values[type] : undefined;
}

const ask = (operation: Operation, { credential }: ViewerKind) =>
  api.graphql(operation.query, fillParameters(operation, giveValue), { as: credential });

/** A row of the table: how each field is reached, apart by whether all that is selected on the way may be. */
function rowOf({ scopes }: ViewerKind): { allowed: Operation[]; refused: Operation[] } {
  const may = createPermission(scopes);
  const findWay = createWayFinder(may);
  const operations = reachablePlaces().map((place) => drawOperation(findWay(place)));
  const isAllowed = ({ places }: Operation) => places.every(may);
  return {
    allowed: operations.filter(isAllowed),
    refused: operations.filter((operation) => !isAllowed(operation)),
  };
}

const refusalOf = ({ credential }: ViewerKind) =>
  credential === null ? { status: 401, code: "UNAUTHENTICATED" } : { status: 403, code: "FORBIDDEN" };

describe("every field of every type", () => {
  it("is in the table", () => {
    const places = reachablePlaces();

    expect(places.length * VIEWER_NAMES.length).toBeGreaterThan(1200);
    expect(new Set(places.map(({ type }) => type)).size).toBeGreaterThan(35);
  });

  it.each(VIEWER_NAMES)(
    "is refused before anything is read where the SDL does not allow it: %s",
    async (name) => {
      const viewer = viewerNamed(name);
      const { refused } = rowOf(viewer);
      const [callsBefore, tableBefore] = [calls.count, await readTable(api.table)];
      const { status, code } = refusalOf(viewer);
      for (const operation of refused) {
        const answer = await ask(operation, viewer);
        expect(answer, operation.query).toMatchObject({ status, errors: [{ extensions: { code } }] });
        expect("data" in answer, operation.query).toBe(false);
      }

      expect(refused.length > 10).toBe(!viewer.scopes.includes("ADMIN"));
      expect(calls.count).toBe(callsBefore);
      expect(await readTable(api.table)).toEqual(tableBefore);
    },
  );

  it.each(VIEWER_NAMES)("is answered where the SDL allows it: %s", async (name) => {
    const viewer = viewerNamed(name);
    const { allowed } = rowOf(viewer);
    for (const operation of allowed) {
      const answer = await ask(operation, viewer);
      expect(answer, operation.query).toEqual({ status: 200, data: expect.any(Object) });
    }

    expect(allowed.length).toBeGreaterThan(15);
  });

  it("stands open to a lesser scope only where the contract says so", () => {
    const opened = (scope: "STATE_READ" | "PAYMENTS_WRITE", type: string) => {
      const [may, mayAnybody] = [createPermission([scope]), createPermission([])];
      const fields = reachablePlaces().filter(
        (place) => place.type === type && may(place) && !mayAnybody(place),
      );
      return fields.map(({ field }) => field);
    };

    expect(["Query", "Mutation", "Payment", "Money"].map((type) => opened("STATE_READ", type))).toEqual([
      ["event", "events"],
      [],
      [],
      [],
    ]);
    expect(opened("STATE_READ", "Event")).toEqual([
      ...["banner", "clearToDepart", "id", "paymentState", "startsAt", "status", "title"],
    ]);
    expect(["Query", "Mutation", "Event", "Payment"].map((type) => opened("PAYMENTS_WRITE", type))).toEqual([
      [],
      ["logPayment"],
      ["id"],
      ["id"],
    ]);
  });
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
    const crew = viewerNamed("a key with STATE_READ");
    const askWith = (field: string) =>
      askAs(crew, { query: document.replace("FIELD", field), operationName: /Asked/.exec(document)?.[0] });

    expect(await askWith("title")).toMatchObject({ status: 200, data: expect.any(Object) });
    const before = calls.count;
    const refused = await askWith("ledgerHead");
    expect(refused).toEqual({
      status: 403,
      errors: [
        {
          message: "This credential does not hold the scope PAYMENTS_READ.",
          extensions: { code: "FORBIDDEN", field: "Event.ledgerHead" },
        },
      ],
    });
    expect(calls.count).toBe(before);
  });

  it("even when all that is asked of it is its type", async () => {
    const query = "query ($id: ID!) { event(id: $id) { totalCollected { __typename } } }";

    expect((await askAs(viewerNamed("a key with STATE_READ"), { query })).status).toBe(403);
  });

  async function askAs(viewer: ViewerKind, body: { query: string; operationName?: string }) {
    const response = await api.fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        authorization: `Bearer ${viewer.credential}`,
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
    const answer = await api.graphql(query, { id }, { as: viewerNamed("a key with STATE_READ").credential });
    return { ...answer, calls: calls.count - before };
  };

  /** An event that the dispatch tool has forgotten. */
  async function anEventOfPaymentsAlone(): Promise<string> {
    const id = await api.table.putEvent();
    await logPayment(api, { eventId: id, patron: "Tom Okafor", amount: "731.19", notes: NOTES });
    await api.table.deleteItem({ pk: id, sk: "META" });
    return id;
  }

  it("learns nothing of an event that only its payments show, nor from what is read for it", async () => {
    const id = await anEventOfPaymentsAlone();
    const answer = await crewAsks(STATE, id);

    expect(answer.data).toEqual({ event: null, events: [null] });
    expect(answer).toEqual(await crewAsks(STATE, "nowhere"));
    expect(await readLedger(api, id)).toMatchObject({ id, paymentCount: 1 });
  });

  it("learns the state once there are terms", async () => {
    const id = await api.table.putEvent();
    await setEventTerms(api, { eventId: id, agreedTotal: "900", deposit: "500" });
    await logPayment(api, { eventId: id, amount: "731.19" });
    await api.table.deleteItem({ pk: id, sk: "META" });

    expect((await crewAsks(STATE, id)).data).toEqual({
      event: { id, paymentState: "DEPOSIT_RECEIVED", clearToDepart: false },
      events: [{ banner: "Do not depart until full payment is received and logged." }],
    });
  });

  it("is refused without a word of what is there", async () => {
    const id = await anEventOfPaymentsAlone();
    const query =
      "query ($id: ID!) { event(id: $id) { id payments { nodes { patron notes amount { amount } } } } }";
    const refused = await crewAsks(query, id);

    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused)).not.toMatch(new RegExp(`Okafor|731|${NOTES}`));
    expect(refused).toEqual(await crewAsks(query, "nowhere"));
  });
});

describe("the old routes", () => {
  const path = (route: string) => `/api/g/${encodeURIComponent(eventId)}/${route}`;
  const callAs = async ({ credential }: ViewerKind, route: string, init: RequestInit = {}) => {
    const headers = { "content-type": "application/json", ...(credential && { authorization: credential }) };
    const response = await api.fetch(path(route), { ...init, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const expectedStatus = (viewer: ViewerKind, place: Place) =>
    createPermission(viewer.scopes)(place) ? 200 : refusalOf(viewer).status;

  it.each(VIEWER_NAMES)("ask for the scopes of the fields that they stand for: %s", async (name) => {
    const viewer = viewerNamed(name);
    const body = JSON.stringify({ patron: "Maya Rivera", amount: 125.5, notes: "" });
    const before = await readTable(api.table);
    const posted = await callAs(viewer, "payment", { method: "POST", body });
    const got = await callAs(viewer, "payments");

    expect(posted.status).toBe(expectedStatus(viewer, { type: "Mutation", field: "logPayment" }));
    expect(got.status).toBe(expectedStatus(viewer, { type: "Payment", field: "amount" }));
    if (posted.status !== 200) {
      expect(posted.body).toEqual({ message: expect.any(String) });
      expect(await readTable(api.table)).toEqual(before);
    }
    if (got.status !== 200) expect(got.body).toEqual({ message: expect.any(String) });
  });
});
