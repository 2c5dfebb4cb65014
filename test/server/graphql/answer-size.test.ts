import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";

const calls = createStoreCalls();
let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ store: calls.before });
});

/** The status of a response with this limit of values, and whether the store was asked. */
async function ask(query: string, variables: unknown, values: number) {
  const limited = await createTestApi({ table: api.table, store: calls.before, limits: { values } });
  const before = calls.count;
  const { status, errors } = await limited.graphql(query, variables);
  return { status, errors, isExecuted: calls.count > before };
}

const COUNTED: [name: string, query: string, variables: Record<string, unknown>, values: number][] = [
  [
    "numbers in the document",
    '{ events(ids: ["a", "b"]) { id payments(first: 50) { nodes { id notes } } } }',
    {},
    1 + 2 * (1 + 1 + 50 * (1 + 2)),
  ],
  [
    "variables",
    "query ($ids: [ID!]!, $n: Int) { events(ids: $ids) { payments(last: $n) { nodes { id } } } }",
    { ids: ["a", "b", "c"], n: 40 },
    1 + 3 * (1 + 40 * (1 + 1)),
  ],
  [
    "defaults of variables",
    'query ($ids: [ID!]! = ["a", "b", "c"], $n: Int = 90) { events(ids: $ids) { payments(first: $n) { nodes { id } } } }',
    {},
    1 + 3 * (1 + 90 * (1 + 1)),
  ],
  [
    "given variables instead of defaults",
    'query ($ids: [ID!]! = ["a"], $n: Int = 1) { events(ids: $ids) { payments(first: $n) { nodes { id } } } }',
    { ids: ["a", "b"], n: 7 },
    1 + 2 * (1 + 7 * (1 + 1)),
  ],
  [
    "a variable inside a list",
    "query ($a: ID!) { events(ids: [$a, $a, $a]) { payments { nodes { id } } } }",
    { a: "a" },
    1 + 3 * (1 + 20 * (1 + 1)),
  ],
  [
    "fragments in fragments, each time they are spread",
    `query ($n: Int = 30) { event(id: "a") { ...e } other: event(id: "b") { ...e } }
      fragment e on Event { payments(first: $n) { ...c } } fragment c on PaymentConnection { nodes { ... on Payment { id } } }`,
    {},
    2 * (1 + 1 + 30 * (1 + 1)),
  ],
  [
    "a list in a list",
    "{ eventList(first: 10) { nodes { payments(first: 10) { edges { cursor } } } } }",
    {},
    1 + 10 * (1 + 1 + 10 * (1 + 1)),
  ],
  [
    "the default page size",
    "query ($n: Int) { eventList { nodes { payments(first: $n) { nodes { id } } } } }",
    { n: null },
    1 + 20 * (1 + 1 + 20 * (1 + 1)),
  ],
  [
    "variables named like language internals",
    "query ($constructor: Int, $__proto__: Int) { eventList(first: $constructor) { nodes { payments(last: $__proto__) { nodes { id } } } } }",
    {},
    1 + 20 * (1 + 1 + 20 * (1 + 1)),
  ],
];

describe("a response is limited in its values, with lists at their requested length", () => {
  it.each(COUNTED)("%s", async (_name, query, variables, values) => {
    expect(await ask(query, variables, values)).toMatchObject({ status: 200, isExecuted: true });
    expect(await ask(query, variables, values - 1)).toMatchObject({
      status: 400,
      isExecuted: false,
      errors: [
        {
          extensions: { code: "OPERATION_TOO_LARGE" },
          message: expect.stringContaining(` ${values} values`),
        },
      ],
    });
  });

  it("and a variable that cannot be coerced is refused for that reason, however deep it is", async () => {
    const deep = "[".repeat(40_000) + "]".repeat(40_000);
    const query = "query ($n: Int) { eventList(first: $n) { nodes { id } } }";
    const before = calls.count;
    const response = await api.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: PASSWORD },
      body: `{ "query": "${query}", "variables": { "n": ${deep} } }`,
    });

    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("Int cannot represent non-integer value") }],
    });
    expect(calls.count).toBe(before);
    expect(api.accidents).toEqual([]);
  });
});
