import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";
import { readTable } from "../../support/table.ts";

const OUR_PAGES = "https://dispatch.example.com";
const calls = createStoreCalls();
let api: TestApi;
let mutation: string;

beforeAll(async () => {
  api = await createTestApi({ store: calls.before, allowedOrigins: [OUR_PAGES] });
  const eventId = await api.table.putEvent();
  mutation = `mutation { logPayment(input: { eventId: "${eventId}", patron: "Maya Rivera", amount: "5" }) { __typename } }`;
});

const json = { "content-type": "application/json", authorization: PASSWORD };
/** Sends as the admin, unless the headers say otherwise. */
function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has("authorization")) headers.set("authorization", PASSWORD);
  return api.fetch(path, { ...init, headers });
}

/** Sends a request that must have no effect, and returns its status. */
async function sendWithoutEffect(path: string, init: RequestInit): Promise<number> {
  const [callsBefore, tableBefore] = [calls.count, await readTable(api.table)];
  const { status } = await send(path, init);
  expect(calls.count).toBe(callsBefore);
  expect(await readTable(api.table)).toEqual(tableBefore);
  return status;
}

function aForm(): FormData {
  const form = new FormData();
  form.set("query", mutation);
  form.set("operations", JSON.stringify({ query: mutation }));
  form.set("map", "{}");
  return form;
}

describe("a page of another site cannot make a browser log a payment", () => {
  it.each([
    ["a form", () => new URLSearchParams({ query: mutation }), undefined],
    ["a form with files", aForm, undefined],
    ["text", () => JSON.stringify({ query: mutation }), "text/plain"],
    ["text that names JSON", () => JSON.stringify({ query: mutation }), "text/plain; application/json"],
    ["a list of content types", () => JSON.stringify({ query: mutation }), "text/plain, application/json"],
    ["a bare document", () => mutation, "application/graphql"],
    ["no content type", () => new Blob([JSON.stringify({ query: mutation })]), undefined],
  ])("with %s", async (_name, body, contentType) => {
    const headers = new Headers(contentType ? { "content-type": contentType } : {});

    expect(await sendWithoutEffect("/graphql", { method: "POST", body: body(), headers })).toBe(415);
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("with %s", async (method) => {
    const path = `/graphql?${new URLSearchParams({ query: mutation })}`;
    const status = await sendWithoutEffect(path, { method, headers: { "x-http-method-override": "POST" } });

    expect(status).toBe(method === "OPTIONS" ? 204 : 405);
  });

  it("with a query beside the mutation", async () => {
    const query = `query Ask { viewer { kind } } ${mutation.replace("mutation", "mutation Log")}`;
    const path = `/graphql?${new URLSearchParams({ query, operationName: "Log" })}`;

    expect(await sendWithoutEffect(path, {})).toBe(405);
  });

  it("with a batch of operations", async () => {
    const body = JSON.stringify([{ query: mutation }, { query: mutation }]);

    expect(await sendWithoutEffect("/graphql", { method: "POST", headers: json, body })).toBe(400);
  });

  it("while JSON is executed, and so are queries by GET", async () => {
    const { status } = await send("/graphql", {
      method: "POST",
      headers: json,
      body: JSON.stringify({ query: mutation }),
    });
    const query = "query ($ids: [ID!]!) { viewer { kind } events(ids: $ids) { id } }";
    const asked = await send(`/graphql?${new URLSearchParams({ query, variables: '{"ids":["nowhere"]}' })}`);

    expect(status).toBe(200);
    expect(await asked.json()).toEqual({ data: { viewer: { kind: "ADMIN" }, events: [null] } });
  });
});

describe("CORS headers allow", () => {
  const corsOf = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-")));
  const preflight = (origin: string) =>
    api.fetch("/graphql", {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
  const query = (origin: string) =>
    send("/graphql", {
      method: "POST",
      headers: { ...json, origin },
      body: JSON.stringify({ query: "{ viewer { kind } }" }),
    });

  it("the pages of an allowed origin, without cookies", async () => {
    const [asked, answered] = [await preflight(OUR_PAGES), await query(OUR_PAGES)];

    expect(corsOf(asked.headers)).toEqual({
      "access-control-allow-origin": OUR_PAGES,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "authorization, content-type, x-recorded-by",
      "access-control-max-age": "3600",
    });
    expect(corsOf(answered.headers)).toMatchObject({ "access-control-allow-origin": OUR_PAGES });
    expect(answered.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it.each([
    "https://elsewhere.example.com",
    `${OUR_PAGES}.example.com`,
    "http://dispatch.example.com",
    "null",
    "",
  ])("and no other origin: %j", async (origin) => {
    expect(corsOf((await preflight(origin)).headers)).toEqual({});
    expect(corsOf((await query(origin)).headers)).toEqual({});
  });
});
