import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { logPayment } from "../../../support/payments.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

const PAGE = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: PaymentOrder) {
  event(id: $id) {
    payments(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      edges { cursor node { sequence } }
      nodes { sequence }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

async function page(variables: Record<string, unknown>) {
  const answer = await api.graphql(PAGE, variables);
  if (answer.errors) return { errors: answer.errors };
  const { edges, nodes, pageInfo } = answer.data.event.payments;
  expect(edges.map((edge: { node: unknown }) => edge.node)).toEqual(nodes);
  expect(pageInfo).toMatchObject({
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
  return { sequences: nodes.map((node: { sequence: number }) => node.sequence), ...pageInfo };
}

async function anEventWith(count: number): Promise<string> {
  const id = await api.table.putEvent();
  for (let at = 1; at <= count; at += 1) await logPayment(api, { eventId: id, amount: String(at) });
  return id;
}

describe("event.payments", () => {
  let id: string;
  beforeAll(async () => {
    id = await anEventWith(7);
  });

  it("pages from the newest to the oldest and back without gaps or duplicates", async () => {
    const first = await page({ id, first: 3 });
    const second = await page({ id, first: 3, after: first.endCursor });
    const third = await page({ id, first: 3, after: second.endCursor });
    const back = await page({ id, last: 3, before: third.startCursor });

    expect([first.sequences, second.sequences, third.sequences]).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect([first, second, third].map((one) => one.hasNextPage)).toEqual([true, true, false]);
    expect([first, second, third].map((one) => one.hasPreviousPage)).toEqual([false, true, true]);
    expect(back.sequences).toEqual([4, 3, 2]);
    expect(back.hasPreviousPage).toBe(true);
  });

  it("has cursors that stay valid while new payments arrive", async () => {
    const growing = await anEventWith(4);
    const first = await page({ id: growing, first: 2 });
    await logPayment(api, { eventId: growing, amount: "99" });

    expect((await page({ id: growing, first: 2, after: first.endCursor })).sequences).toEqual([2, 1]);
  });

  it("lists the oldest first on request, and the last ones from the end", async () => {
    expect((await page({ id, first: 2, orderBy: "OLDEST_FIRST" })).sequences).toEqual([1, 2]);
    expect((await page({ id, last: 2, orderBy: "OLDEST_FIRST" })).sequences).toEqual([6, 7]);
    expect((await page({ id, last: 2 })).sequences).toEqual([2, 1]);
  });

  it("shows the state of every entry even if others were removed from the table", async () => {
    const robbed = await anEventWith(6);
    const entries = (await api.table.items(robbed)).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));
    for (const { pk, sk } of entries.slice(3))
      await api.table.deleteItem({ pk: pk?.S ?? "", sk: sk?.S ?? "" });

    const answer = await api.graphql(
      "query ($id: ID!) { event(id: $id) { payments(first: 2) { nodes { sequence notification { status } } } } }",
      { id: robbed },
    );

    expect(answer.data.event.payments.nodes).toEqual([
      { sequence: 3, notification: { status: "PENDING" } },
      { sequence: 2, notification: { status: "PENDING" } },
    ]);
  });

  it("returns 20 by default", async () => {
    const many = await anEventWith(21);

    expect((await page({ id: many })).sequences).toHaveLength(20);
  });

  it.each([
    { first: 0 },
    { first: 101 },
    { last: 101 },
    { first: 1, last: 1 },
    { first: 1, before: "x" },
    { after: "not a cursor" },
    { after: Buffer.from("events\u0000x").toString("base64url") },
  ])("refuses %j as bad input", async (variables) => {
    expect((await page({ id, ...variables })).errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });
});

describe("an event", () => {
  it("is null if it is unknown, alone and among others", async () => {
    const id = await api.table.putEvent();

    const answer = await api.graphql(
      'query ($ids: [ID!]!) { events(ids: $ids) { id } event(id: "nowhere") { id } }',
      {
        ids: [id, "nowhere", id, ""],
      },
    );

    expect(answer.data).toEqual({ events: [{ id }, null, { id }, null], event: null });
  });

  it("shows what the dispatch tool knows, and zero before anything is logged", async () => {
    const id = await api.table.putEvent({
      title: "Osaka delegation",
      currency: "JPY",
      status: "in_progress",
    });

    const answer = await api.graphql(
      "query ($id: ID!) { event(id: $id) { title startsAt status currency totalCollected { amount } paymentCount lastSequence ledgerHead totalsByMethod { count } payments { nodes { id } } } }",
      { id },
    );

    expect(answer.data.event).toEqual({
      title: "Osaka delegation",
      startsAt: "2026-06-15T00:30:00Z",
      status: "in_progress",
      currency: "JPY",
      totalCollected: { amount: "0" },
      paymentCount: 0,
      lastSequence: 0,
      ledgerHead: null,
      totalsByMethod: [],
      payments: { nodes: [] },
    });
  });

  it("keeps the currency of its first payment whatever the tool says later", async () => {
    const id = await api.table.putEvent({ currency: "JPY" });
    await logPayment(api, { eventId: id, amount: "500" });
    await api.table.putEvent({ id, currency: "USD" });

    const answer = await api.graphql(
      "query ($id: ID!) { event(id: $id) { totalCollected { amount currency } } }",
      { id },
    );

    expect(answer.data.event.totalCollected).toEqual({ amount: "500", currency: "JPY" });
  });

  it("still answers, and takes payments, after its own item has disappeared", async () => {
    const id = await anEventWith(1);
    await api.table.deleteItem({ pk: id, sk: "META" });

    expect((await logPayment(api, { eventId: id, amount: "2" })).event).toMatchObject({
      totalCollected: { amount: "3.00" },
    });
  });

  it("is refused as bad input among more than 200", async () => {
    const ids = Array.from({ length: 201 }, (_, at) => `e${at}`);

    const answer = await api.graphql("query ($ids: [ID!]!) { events(ids: $ids) { id } }", { ids });

    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

describe("eventList", () => {
  it("pages through the events that have a ledger, in id order", async () => {
    const own = await createTestApi();
    for (const id of ["c", "a", "b", "without"]) await own.table.putEvent({ id });
    for (const id of ["c", "a", "b"]) await logPayment(own, { eventId: id });
    const query =
      "query ($after: String) { eventList(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }";

    const first = (await own.graphql(query)).data.eventList;
    const second = (await own.graphql(query, { after: first.pageInfo.endCursor })).data.eventList;

    expect([first.nodes, second.nodes]).toEqual([[{ id: "a" }, { id: "b" }], [{ id: "c" }]]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});

describe("payment", () => {
  it("is found by its id, and is null for any other text", async () => {
    const id = await api.table.putEvent();
    const { payment } = await logPayment(api, { eventId: id });
    const query = "query ($id: ID!) { payment(id: $id) { id eventId sequence } }";

    expect((await api.graphql(query, { id: payment.id })).data.payment).toEqual({
      id: payment.id,
      eventId: id,
      sequence: 1,
    });
    for (const other of ["", "x", "=", Buffer.from(`${id}\u0000nothing`).toString("base64url")]) {
      expect((await api.graphql(query, { id: other })).data).toEqual({ payment: null });
    }
  });
});

describe("every field of the schema", () => {
  const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));

  function selectAll(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return "";
    const fields = Object.values((named as GraphQLObjectType).getFields());
    const selected = fields
      .filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
      .map((field) => `${field.name} ${selectAll(field.type, depth - 1)}`);
    return `{ ${["__typename", ...selected].join(" ")} }`;
  }

  it("is returned for an event with payments", async () => {
    const id = await api.table.putEvent();
    await logPayment(api, { eventId: id, patronEmail: "maya@example.com" });
    await logPayment(api, { eventId: id, allowDuplicate: true });
    const eventType = schema.getType("Event") as GraphQLObjectType;

    const answer = await api.graphql(`query ($id: ID!) { event(id: $id) ${selectAll(eventType, 4)} }`, {
      id,
    });

    expect(answer.errors).toBeUndefined();
    expect(api.accidents).toEqual([]);
    expect(answer.data.event.payments.nodes[0].duplicateOf.sequence).toBe(1);
  });

  it("is returned by the small queries, too", async () => {
    const answer = await api.graphql(
      "{ viewer { kind name scopes } settings { timeZone currency } paymentMethods { method label referenceRequired referenceLabel } }",
    );

    expect(answer.data.settings).toEqual({ timeZone: "America/Los_Angeles", currency: "USD" });
    expect(answer.data.paymentMethods).toHaveLength(8);
    expect(answer.data.paymentMethods[1]).toEqual({
      method: "CHECK",
      label: "Check",
      referenceRequired: true,
      referenceLabel: "Check number",
    });
  });
});

describe("reading an event", () => {
  it("takes one round trip, including payments", async () => {
    const depths: number[] = [];
    let open = 0;
    let depth = 0;
    const counted = <Name extends "readEvents" | "readPage">(
      real: LedgerStore,
      name: Name,
    ): LedgerStore[Name] =>
      (async (input: never) => {
        if (open === 0) depth += 1;
        open += 1;
        const answer = await (real[name] as (input: never) => Promise<unknown>)(input);
        open -= 1;
        return answer;
      }) as LedgerStore[Name];
    const watched = await createTestApi({
      table: api.table,
      store: (real) => ({
        ...real,
        readEvents: counted(real, "readEvents"),
        readPage: counted(real, "readPage"),
      }),
    });
    const id = await anEventWith(2);
    const fragment =
      "fragment card on Event { title totalCollected { amount } payments(first: 2) { nodes { patron } } }";
    for (const query of [
      `query ($id: ID!) { event(id: $id) { ...card } } ${fragment}`,
      `query ($id: ID!) { events(ids: [$id]) { ... on Event { ...card } } } ${fragment}`,
    ]) {
      depth = 0;
      expect((await watched.graphql(query, { id })).errors).toBeUndefined();
      depths.push(depth);
    }

    expect(depths).toEqual([1, 1]);
  });
});

describe("GET", () => {
  it("/health reports that the API is up", async () => {
    const answer = await api.fetch("/health");

    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });

  it("/schema.graphql returns the whole schema to anyone", async () => {
    const served = await (await api.fetch("/schema.graphql")).text();

    expect(served.trim()).toBe(readFileSync("schema/schema.graphql", "utf8").trim());
  });

  it("any other path returns 404 in JSON", async () => {
    for (const path of ["/", "/api/events/x", "/api/g/x", "/api/g/x/payment/y", "/api/g//payments"]) {
      const answer = await api.fetch(path);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        404,
        "application/json; charset=utf-8",
      ]);
    }
  });
});
