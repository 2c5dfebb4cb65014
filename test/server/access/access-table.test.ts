import { beforeAll, describe, expect, it } from "vitest";
import { createPermission } from "../../support/access-directives.ts";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";
import {
  createPathFinder,
  drawOperation,
  fillParameters,
  type Leaf,
  type Operation,
  type Place,
  reachablePlaces,
} from "../../support/operations.ts";
import { readTable } from "../../support/table.ts";
import { everyViewer, VIEWER_NAMES, type ViewerKind } from "../../support/viewers.ts";

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

/** Values of required arguments. Every text is the right password, because wrong ones would be counted and lock the admin out. */
function giveValue({ name, type, isRequired, of }: Leaf): unknown {
  if (of.field === "paymentTotals" && name === "receivedFrom") return "2026-06-01";
  const values: Record<string, unknown> = {
    ...{ ID: eventId, String: PASSWORD, Decimal: "125.50", PaymentPurpose: "FARE" },
  };
  return isRequired ? values[type] : undefined;
}

const ask = (operation: Operation, { credential }: ViewerKind) =>
  api.graphql(operation.query, fillParameters(operation, giveValue), { as: credential });

/** One row of the table: operations that reach each field, split by whether everything that they select is allowed. */
function rowOf({ scopes }: ViewerKind): { allowed: Operation[]; refused: Operation[] } {
  const may = createPermission(scopes);
  const findPath = createPathFinder(may);
  const operations = reachablePlaces().map((place) => drawOperation(findPath(place)));
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

  it.each(VIEWER_NAMES)("is returned where the SDL allows it: %s", async (name) => {
    const viewer = viewerNamed(name);
    const { allowed } = rowOf(viewer);
    for (const operation of allowed) {
      const answer = await ask(operation, viewer);
      expect(answer, operation.query).toEqual({ status: 200, data: expect.any(Object) });
    }

    expect(allowed.length).toBeGreaterThan(15);
  });

  it("is open to a lesser scope only where the contract says so", () => {
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

describe("the legacy routes", () => {
  const path = (route: string) => `/api/g/${encodeURIComponent(eventId)}/${route}`;
  const callAs = async ({ credential }: ViewerKind, route: string, init: RequestInit = {}) => {
    const headers = { "content-type": "application/json", ...(credential && { authorization: credential }) };
    const response = await api.fetch(path(route), { ...init, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const expectedStatus = (viewer: ViewerKind, place: Place) =>
    createPermission(viewer.scopes)(place) ? 200 : refusalOf(viewer).status;

  it.each(VIEWER_NAMES)("require the scopes of the fields that they return: %s", async (name) => {
    const viewer = viewerNamed(name);
    const body = JSON.stringify({ patron: "Maya Rivera", amount: 125.5, notes: "" });
    const before = await readTable(api.table);
    const posted = await callAs(viewer, "payment", { method: "POST", body });
    const got = await callAs(viewer, "payments");

    expect(posted.status).toBe(expectedStatus(viewer, { type: "Mutation", field: "logPayment" }));
    expect(got.status).toBe(expectedStatus(viewer, { type: "Payment", field: "amount" }));
    const authenticate = viewer.credential === null ? { authenticate: "Bearer" } : {};
    const refusal = { message: expect.any(String), ...authenticate };
    if (posted.status !== 200) {
      expect(posted.body).toEqual(refusal);
      expect(await readTable(api.table)).toEqual(before);
    }
    if (got.status !== 200) expect(got.body).toEqual(refusal);
  });
});
