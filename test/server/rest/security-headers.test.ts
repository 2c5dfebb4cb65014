import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";

const OUR_PAGES = "https://dispatch.example.com";
const json = { "content-type": "application/json" };
let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ allowedOrigins: [OUR_PAGES] });
});

/** Sends as the admin, unless the headers say otherwise. */
function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has("authorization")) headers.set("authorization", PASSWORD);
  return api.fetch(path, { ...init, headers });
}

describe("every kind of response has security headers", () => {
  const KINDS: [name: string, status: number, path: string, init?: RequestInit][] = [
    ["data", 200, "/graphql", { method: "POST", headers: json, body: '{"query":"{ viewer { kind } }"}' }],
    ["a refusal", 401, "/graphql?query={settings{currency}}", { headers: { authorization: "" } }],
    [
      "a fault of the document",
      400,
      "/graphql?query={",
      { headers: { accept: "application/graphql-response+json" } },
    ],
    ["an unsupported content type", 415, "/graphql", { method: "POST", body: "text" }],
    ["an unsupported method", 405, "/graphql", { method: "DELETE" }],
    ["a preflight", 204, "/graphql", { method: "OPTIONS", headers: { origin: OUR_PAGES } }],
    ["a type that cannot be produced", 406, "/graphql", { headers: { accept: "image/png" } }],
    ["the schema", 200, "/schema.graphql"],
    ["health", 200, "/health", { headers: { authorization: "" } }],
    ["detailed health, for a table without a stream", 503, "/health"],
    ["nothing", 404, "/api/events"],
    [
      "a body that is too large",
      413,
      "/graphql",
      { method: "POST", headers: json, body: "x".repeat(100_001) },
    ],
    ["a legacy route", 200, "/api/g/EVENT/payments"],
    ["the refusal of a legacy route", 401, "/api/g/EVENT/payments", { headers: { authorization: "" } }],
    [
      "the faults of a legacy route",
      400,
      "/api/g/EVENT/payment",
      { method: "POST", headers: json, body: "{}" },
    ],
    ["another method on a legacy route", 405, "/api/g/EVENT/payment"],
  ];
  const expectCareful = ({ headers }: Response) => {
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "strict-transport-security": "max-age=31536000",
    });
    expect(headers.get("cache-control")).toMatch(/^(no-store|max-age=300)$/);
    expect([headers.get("x-powered-by"), headers.get("server"), headers.get("set-cookie")]).toEqual([
      null,
      null,
      null,
    ]);
  };

  it.each(KINDS)("%s", async (_name, status, path, init) => {
    const event = await api.table.putEvent();
    const response = await send(path.replace("EVENT", event), init);

    expect(response.status).toBe(status);
    expectCareful(response);
    expect(response.headers.get("cache-control")).toBe(
      path === "/schema.graphql" ? "max-age=300" : "no-store",
    );
  });

  it("a request that did not come through the distribution", async () => {
    const behind = await createTestApi({ table: api.table, originSecret: "o".repeat(32) });
    const response = await behind.fetch("/graphql");

    expect(response.status).toBe(403);
    expectCareful(response);
  });

  it.each(["/graphql", "/api/g/x/payments"])("an internal error on %s", async (path) => {
    const broken = await createTestApi({ table: api.table });
    broken.access.keys = { ...broken.access.keys, find: () => Promise.reject(new Error("Broken.")) };
    const response = await broken.fetch(path, {
      headers: { authorization: await api.makeKey(["STATE_READ"], path) },
    });

    expect(response.status).toBe(500);
    expectCareful(response);
  });
});
