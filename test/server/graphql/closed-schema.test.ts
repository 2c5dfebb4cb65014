import { getIntrospectionQuery } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { everyViewer, type ViewerKind } from "../../support/viewers.ts";

let api: TestApi;
let viewers: ViewerKind[];

beforeAll(async () => {
  api = await createTestApi({ isIntrospectionOpen: false });
  viewers = await everyViewer(api);
});

const INTROSPECTIONS = [
  ["all of it", getIntrospectionQuery()],
  ["the names of its types", "{ __schema { types { name } } }"],
  ["one type", '{ __type(name: "Payment") { fields { name } } }'],
  [
    "one type, with an allowed field",
    '{ viewer { kind } ...f } fragment f on Query { __type(name: "Payment") { name } }',
  ],
];

describe("the schema", () => {
  it.each(INTROSPECTIONS)("is hidden from anonymous callers: %s", async (_name, query) => {
    const answer = await api.graphql(query, {}, { as: null });

    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect("data" in answer).toBe(false);
    expect(await api.graphql(query, {}, { as: "scs_forged" })).toEqual(answer);
  });

  it.each(INTROSPECTIONS)("is visible with any credential: %s", async (_name, query) => {
    for (const { credential } of viewers.slice(1)) {
      expect(await api.graphql(query, {}, { as: credential })).toMatchObject({
        status: 200,
        data: expect.any(Object),
      });
    }
  });

  it("is visible to anonymous callers where introspection is open", async () => {
    const open = await createTestApi({ table: api.table });

    expect((await open.graphql("{ __schema { queryType { name } } }", {}, { as: null })).status).toBe(200);
  });

  it("lets every caller select __typename", async () => {
    const { data } = await api.graphql("{ __typename viewer { __typename } }", {}, { as: null });

    expect(data).toEqual({ __typename: "Query", viewer: { __typename: "Viewer" } });
  });
});

const SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }";
const MISTYPED: [what: string, query: string, variables?: unknown][] = [
  ["a field", "{ viewr { kind } }"],
  ["a field of a field", "{ viewer { kinds } }"],
  ["a field of a union", "mutation { signIn(input: {}) { token } }"],
  ["what has fields", "{ viewer }"],
  ["an argument", '{ event(idd: "x") { id } }'],
  ["a field of an input", 'mutation { signIn(input: { pasword: "x", name: "y" }) { __typename } }'],
  ["a type", "{ viewer { ... on Viewr { kind } } }"],
  ["the type of a variable", "query ($x: Scop) { viewer { kind } }"],
  ["a value of an enum", '{ event(id: "x") { payments(orderBy: NEWEST) { nodes { id } } } }'],
  ["a directive", "{ viewer { kind @inclode(if: true) } }"],
  ["a variable's field", SIGN_IN, { input: { pasword: "x", name: "Tom Okafor" } }],
  [
    "a variable's value",
    "query ($o: PaymentOrder) { viewer { kind } event(id: 1) { payments(orderBy: $o) { nodes { id } } } }",
    { o: "NEWEST" },
  ],
];

describe("a mistyped name", () => {
  it.each(MISTYPED)("is not corrected for anonymous callers: %s", async (_what, query, variables) => {
    for (const init of [{}, { as: "scs_forged" }]) {
      const { status, errors } = await api.graphql(query, variables, { as: null, ...init });

      expect([400, 401]).toContain(status);
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    }
  });

  it("is corrected for admins", async () => {
    const hints = MISTYPED.map(async ([, query, variables]) => {
      const { errors } = await api.graphql(query, variables);
      return errors?.some(({ message }) => message.includes("Did you mean"));
    });

    expect((await Promise.all(hints)).filter(Boolean).length).toBeGreaterThan(8);
  });
});

describe("invalid JSON", () => {
  it.each([
    ["a body", "/graphql", "{ nothing"],
    ["half a body", "/graphql", '{"query":"{ viewer { kind'],
    ["invalid UTF-8", "/graphql", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ["the body of a legacy route", "/api/g/x/payment", "{ nothing"],
    [
      "variables in the query string",
      `/graphql?query={viewer{kind}}&variables=${encodeURIComponent("{ nothing")}`,
      null,
    ],
    ["extensions in the query string", "/graphql?query={viewer{kind}}&extensions=nothing", null],
  ])("is refused without the parser's message: %s", async (_name, path, body) => {
    const method = body === null ? "GET" : "POST";
    const headers = { "content-type": "application/json", authorization: PASSWORD };
    const response = await api.fetch(path, { method, headers, body });
    const text = await response.text();

    expect(response.status).toBe(400);
    expect(text).toContain("JSON object");
    expect(text).not.toMatch(/unexpected|token|position|property|nothing|SyntaxError/i);
    expect(api.accidents).toEqual([]);
  });
});
