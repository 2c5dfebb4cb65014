import { beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/graphql/plugins/limits.ts";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";
import { logPayment } from "../../support/payments.ts";

const calls = createStoreCalls();
let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ store: calls.before });
});

/** The status of a response, and whether the store was asked. */
async function ask(query: string) {
  const before = calls.count;
  const { status, errors } = await api.graphql(query);
  return { status, errors, isExecuted: calls.count > before };
}

const times = (count: number, draw: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join(" ");

/** Creates a document with this many nested fields: `payment`, links from entry to entry, `id`. */
const DEPTHS: [name: string, draw: (fields: number) => string][] = [
  [
    "fields",
    (fields) => `{ payment(id: "x") { ${"reverses { ".repeat(fields - 2)} id ${"} ".repeat(fields - 2)} } }`,
  ],
  [
    "fields in fragments",
    (fields) => `{ payment(id: "x") { ...f2 } }
      ${times(fields - 2, (at) => `fragment f${at + 2} on Payment { reverses { ...f${at + 3} } }`)}
      fragment f${fields} on Payment { id }`,
  ],
  [
    "fields in inline fragments",
    (fields) =>
      `{ payment(id: "x") { ${"... on Payment { replaces { ".repeat(fields - 2)} id ${"} } ".repeat(fields - 2)} } }`,
  ],
  [
    "fields beside introspection",
    (fields) => `{ __schema { queryType { name } }
      payment(id: "x") { ${"reverses { ".repeat(fields - 2)} id ${"} ".repeat(fields - 2)} } }`,
  ],
];

const LEAVES = [
  "id",
  "kind",
  "patron",
  "method",
  "notes",
  "reference",
  "status",
  "sequence",
  "hash",
  "reason",
];

const DRAWN: [name: string, limit: number, draw: (count: number) => string][] = [
  ...DEPTHS.map(([name, draw]): [string, number, typeof draw] => [
    `${name} inside each other`,
    LIMITS.depth,
    draw,
  ]),
  ["aliases", LIMITS.aliases, (count) => `{ ${times(count, (at) => `a${at}: payment(id: "x") { id }`)} }`],
  [
    "aliases, the same fragment twice",
    LIMITS.aliases,
    (count) => `{ payment(id: "x") { ...f reverses { ...f } ${times(count % 2, () => "odd: id")} } }
      fragment f on Payment { ${times(Math.floor(count / 2), (at) => `a${at}: id`)} }`,
  ],
  [
    "directives",
    LIMITS.directives,
    (count) => `{ payment(id: "x") { id ${times(count, () => "... @include(if: true) { id }")} } }`,
  ],
  [
    "words",
    LIMITS.tokens,
    (count) => `{ payment(id: "x") { ${times(count - 10, (at) => LEAVES[at % LEAVES.length] as string)} } }`,
  ],
];

describe("an operation is limited in", () => {
  it.each(DRAWN)("%s", async (_name, limit, draw) => {
    expect(await ask(draw(limit))).toEqual({ status: 200, errors: undefined, isExecuted: true });

    const refused = await ask(draw(limit + 1));
    expect(refused).toMatchObject({ status: 400, isExecuted: false });
    expect(refused.errors?.[0]?.message).toContain(`${limit}`);
  });

  it("so that one request cannot try many passwords", async () => {
    const guess = (at: number) =>
      `a${at}: signIn(input: { password: "${at}", name: "Tom Okafor" }) { __typename }`;

    const before = await api.table.items("THROTTLE#unknown");

    expect((await api.graphql(`mutation { ${times(100, guess)} }`, {}, { as: null })).status).toBe(400);
    expect(await api.table.items("THROTTLE#unknown")).toEqual(before);
  });
});

const BOMBS: [name: string, query: string][] = [
  ...[10, 20, 160].map((count): [string, string] => [
    `fragments that double ${count} times`,
    `{ viewer { ...f0 } } ${times(count, (at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`)}
      fragment f${count} on Viewer { kind }`,
  ]),
  ...[8, 60].map((count): [string, string] => [
    `links that double ${count} times`,
    `{ payment(id: "x") { ...f0 } }
      ${times(count, (at) => `fragment f${at} on Payment { reverses { ...f${at + 1} } replaces { ...f${at + 1} } }`)}
      fragment f${count} on Payment { id }`,
  ]),
  ["a fragment in itself", '{ payment(id: "x") { ...f } } fragment f on Payment { reverses { ...f } }'],
  ["the same field as often as possible", `{ ${"viewer { kind } ".repeat(480)} }`],
  [
    "the same list as often as possible",
    `{ ${'event(id: "x") { payments { nodes { id } } } '.repeat(110)} }`,
  ],
  [
    "the schema nested in the schema",
    `{ __schema { types ${"{ fields { type ".repeat(8)} { name } ${"} }".repeat(8)} } }`,
  ],
];

describe("an operation that grows during validation", () => {
  it.each(BOMBS)("is refused or answered quickly: %s", async (_name, query) => {
    const startedAt = performance.now();
    const { status } = await ask(query);

    expect(performance.now() - startedAt).toBeLessThan(500);
    expect([200, 400]).toContain(status);
    expect(api.accidents).toEqual([]);
  });
});

describe("an operation that takes too long", () => {
  it("is ended, with its request id", async () => {
    const hanging = await createTestApi({
      table: api.table,
      limits: { milliseconds: 50 },
      store: (real) => ({ ...real, readEvents: () => new Promise(() => undefined) }),
    });
    const answer = await hanging.graphql('{ event(id: "x") { id } }');

    expect(answer).toEqual({
      status: 503,
      errors: [
        { message: expect.any(String), extensions: { code: "TIMEOUT", requestId: expect.any(String) } },
      ],
    });
  });

  it("may still complete, and the same key finds the result", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: written, resolve: finish } = Promise.withResolvers<void>();
    const slow = await createTestApi({
      table: api.table,
      limits: { milliseconds: 50 },
      store: (real) => ({
        ...real,
        commit: (commit) => gate.then(() => real.commit(commit)).finally(() => finish()),
      }),
    });
    const eventId = await api.table.putEvent();
    const input = { eventId, idempotencyKey: "given up" };

    await expect(logPayment(slow, input)).rejects.toThrow("TIMEOUT");
    open();
    await written;
    expect(await logPayment(api, input)).toMatchObject({ replayed: true, payment: { sequence: 1 } });
  });
});
