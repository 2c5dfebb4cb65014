import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema, isUnionType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeStep } from "../../build/schema-compatibility.ts";
import { ask } from "../support/ask-server.ts";
import { chosen } from "../support/chosen.ts";
import { copyIntegrator, type ExampleProgram, type ProgramResult } from "../support/example-program.ts";
import { startGraphqlFront } from "../support/graphql-front.ts";
import { type LoadedServer, startLoadedServer } from "../support/loaded-server.ts";
import { asDecimal, type LoadedEntry } from "../support/many-payments.ts";
import { createServerKeys, type ServerKeys } from "../support/server-keys.ts";

const EVENT = "QXW7LMD";
const SCHEMA = readFileSync("schema/schema.graphql", "utf8");

let server: LoadedServer;
let program: ExampleProgram;
let loaded: LoadedEntry[];
let keys: ServerKeys;
let key: string;

beforeAll(async () => {
  [server, program] = await Promise.all([
    startLoadedServer({ payments: 2600, events: 100 }),
    copyIntegrator(),
  ]);
  loaded = server.loaded;
  keys = createServerKeys(server.table);
  ({ key } = await keys.make(["PAYMENTS_READ", "PAYMENTS_WRITE"]));
  await program.codegen();
}, 300_000);

afterAll(async () => {
  await server.stop();
  await program.remove();
});

const start = (script: string, words: string[], env: Record<string, string> = {}): Promise<ProgramResult> =>
  program.script(script, words, { PAYMENTS_URL: server.url, PAYMENTS_KEY: key, ...env });

/** The flags of a payment, by default $12.50 in cash from Tom Okafor. */
const flagsOf = (given: Record<string, string>) =>
  Object.entries({ event: EVENT, patron: "Tom Okafor", amount: "12.50", method: "CASH", ...given }).flatMap(
    ([name, value]) => [`--${name}`, value],
  );

const log = (given: Record<string, string>, env?: Record<string, string>) =>
  start("log", flagsOf(given), env);

/** The payments of a patron, read without the program. */
async function paymentsOf(patron: string): Promise<{ id: string; recordedBy: string }[]> {
  const { data } = await ask(
    server,
    `query ($patron: String) { payments(filter: { patron: $patron, eventId: "${EVENT}" }) { nodes { id recordedBy } } }`,
    { patron },
  );
  return data.payments.nodes;
}

describe("the example's package", () => {
  it("pins this project's versions, also in its lock file", async () => {
    const read = async (path: string) => JSON.parse(await readFile(path, "utf8"));
    const [own, lock, root] = await Promise.all(
      ["examples/integrator/package.json", "examples/integrator/package-lock.json", "package-lock.json"].map(
        read,
      ),
    );
    const versionsIn = (packages: Record<string, { version: string }>) =>
      Object.fromEntries(
        Object.keys(own.devDependencies).map((name) => [name, packages[`node_modules/${name}`]?.version]),
      );

    expect(Object.keys(own.devDependencies).length).toBeGreaterThan(4);
    expect(own.dependencies).toBeUndefined();
    expect(lock.packages[""].devDependencies).toEqual(own.devDependencies);
    expect(versionsIn(lock.packages)).toEqual(own.devDependencies);
    expect(versionsIn(root.packages)).toEqual(own.devDependencies);
    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });

  it("compiles, but not if it leaves one of the results unhandled", async () => {
    expect(await program.script("check")).toMatchObject({ code: 0, stdout: "" });

    const path = join(program.folder, "src/interpret-answer.ts");
    const source = await readFile(path, "utf8");
    await writeFile(path, source.replace(/case "EventNotFound":[^;]*;/, ""));
    const { code, stdout } = await program.script("check");
    await writeFile(path, source);

    expect(code).not.toBe(0);
    expect(stdout).toContain("type 'never'");
  });

  it("names every result of the current schema", async () => {
    const union = buildSchema(SCHEMA).getType("LogPaymentResult");
    const source = await readFile("examples/integrator/src/interpret-answer.ts", "utf8");
    const handled = [...source.matchAll(/case "(\w+)":/g)].map(([, name]) => name);

    expect(isUnionType(union) && union.getTypes().map(({ name }) => name)).toEqual(handled.sort());
  });
});

describe("logging a payment", () => {
  it("happens once, however often the program runs", async () => {
    const payment = { key: "statement-row-1", patron: "Row One" };
    const [first, again] = [await log(payment), await log(payment)];

    const [stored, ...others] = await paymentsOf("Row One");
    expect(others).toEqual([]);
    expect(stored?.recordedBy).toMatch(/^Crew phone/);
    expect([first, again]).toMatchObject([
      { code: 0, stdout: `logged ${stored?.id} (now)\n` },
      { code: 0, stdout: `logged ${stored?.id} (by an earlier call)\n` },
    ]);
  });

  it("needs only a key that may log", async () => {
    const { key: writeOnly } = await keys.make(["PAYMENTS_WRITE"]);
    const payment = { key: "statement-row-2", patron: "Row Two" };

    expect((await log(payment, { PAYMENTS_KEY: writeOnly })).code).toBe(0);
    expect((await log({ ...payment, key: "3" }, { PAYMENTS_KEY: writeOnly })).stdout).toContain("Compare it");
    expect(await paymentsOf("Row Two")).toHaveLength(1);
  });

  it("happens once if connections break and responses are lost, under the same key", async () => {
    const busy = answerOf({ __typename: "Busy", message: "The ledger is busy.", path: [] });
    // Not executed, refused, executed without a response, executed with a proxy's page as the response.
    const first = [null, busy, null, "<html>Bad gateway</html>"];
    const front = await startGraphqlFront(server.url, async (request, pass) => {
      const tried = front.requests.length;
      const answer = tried > 2 ? await pass(request) : null;
      return [...first, answer][Math.min(tried, first.length + 1) - 1] ?? null;
    });
    const outcome = await log({ key: "statement-row-4", patron: "Row Four" }, { PAYMENTS_URL: front.url });
    front.close();

    const [stored, ...others] = await paymentsOf("Row Four");
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({ code: 0, stdout: `logged ${stored?.id} (by an earlier call)\n` });
    const keys = front.requests.map(({ variables }) => variables.input.idempotencyKey);
    expect(keys).toEqual(Array(5).fill("statement-row-4"));
  });

  it.each([
    [
      "faults",
      { patron: " ", amount: "1e3", method: "BARTER" },
      /^not logged: .*\ninput\.method: .*\ninput\.patron: .*\ninput\.amount: .*\n$/,
    ],
    ["an unknown event", { event: "nowhere" }, /^not logged: The event does not exist\..*\nLook up/],
    [
      "a likeness",
      { patron: "Maya Rivera", method: "ZELLE", reference: "ZL-20418" },
      /add --allow-duplicate/,
    ],
  ])("reports %s to a person, and writes nothing", async (_, given: Record<string, string>, sentence) => {
    const before = await paymentsOf(given.patron?.trim() || "Tom Okafor");
    const { code, stdout } = await log({ key: "statement-row-5", ...given });

    expect([code, stdout]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await paymentsOf(given.patron?.trim() || "Tom Okafor")).toEqual(before);
  });

  it("reports a key that was used for another payment to a person", async () => {
    await log({ key: "statement-row-6", patron: "Row Six" });
    const { code, stdout } = await log({ key: "statement-row-6", patron: "Row Six", amount: "13.00" });

    const [stored, ...others] = await paymentsOf("Row Six");
    expect(others).toEqual([]);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`${stored?.id} was logged with other values: amount.`),
    ]);
  });

  it("reports a refusal that is newer than the program, and does not crash", async () => {
    const closed = { __typename: "PeriodClosed", message: "The books of June are closed.", path: ["input"] };
    const front = await startGraphqlFront(server.url, () => answerOf(closed));
    const { code, stdout, stderr } = await log({ key: "statement-row-7" }, { PAYMENTS_URL: front.url });
    front.close();

    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toBe(
      "not logged: The books of June are closed. (input)\nThis program does not know PeriodClosed yet.\n",
    );
  });
});

const answerOf = (logPayment: object) => JSON.stringify({ data: { logPayment } });

describe("checking a month", () => {
  const MONTH = "2026-03";
  const inMonth = () => loaded.filter(({ receivedOn }) => receivedOn.startsWith(MONTH));
  const sumOf = (currency: string) => {
    const own = inMonth().filter((entry) => entry.currency === currency);
    return `${asDecimal(
      own.reduce((sum, { minorUnits }) => sum + minorUnits, 0),
      currency,
    )} ${currency}`;
  };

  it("adds up all of its pages to the totals, in each currency", async () => {
    const { code, stdout } = await start("month", [MONTH]);

    expect(inMonth().length).toBeGreaterThan(100);
    expect(stdout).toBe(`${MONTH}: ${inMonth().length} entries, ${sumOf("USD")}, ${sumOf("JPY")}\n`);
    expect(code).toBe(0);
  });

  it("continues after an empty page", async () => {
    const front = await startGraphqlFront(server.url, (request, pass) => {
      const { query, variables } = request;
      if (!query.includes("query Payments(")) return pass(request);
      if (variables.after === "empty") return pass({ query, variables: { ...variables, after: null } });
      if (variables.after !== null) return pass(request);
      const payments = { nodes: [], pageInfo: { hasNextPage: true, endCursor: "empty" } };
      return JSON.stringify({ data: { payments } });
    });
    const { code, stdout } = await start("month", [MONTH], { PAYMENTS_URL: front.url });
    front.close();

    expect([code, stdout]).toEqual([0, expect.stringContaining(`${inMonth().length} entries`)]);
  });

  it("reports a missing minor unit", async () => {
    const front = await startGraphqlFront(server.url, async (request, pass) => {
      const answer = await pass(request);
      if (!request.query.includes("paymentTotals")) return answer;
      return answer.replace(/"minorUnits":(-?\d+)/, (_, units) => `"minorUnits":${BigInt(units) + 1n}`);
    });
    const { code, stdout, stderr } = await start("month", [MONTH], { PAYMENTS_URL: front.url });
    front.close();

    expect([code, stdout, stderr]).toEqual([1, expect.stringContaining("The sums differ"), ""]);
  });
});

describe("following changes", () => {
  const linesOf = ({ code, stdout, stderr }: ProgramResult) => {
    expect([code, stderr]).toEqual([0, ""]);
    return stdout.split("\n").filter(Boolean);
  };

  it("reports every entry once, with voids and corrections as separate entries", async () => {
    const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    const words = ["--since", day, "--file", "feed.json"];
    await log({ key: "feed-1", patron: "Feed One" });
    await log({ key: "feed-2", patron: "Feed Two" });
    const before = linesOf(await start("changes", words));
    const unchanged = linesOf(await start("changes", words));

    const [[one], [two]] = [await paymentsOf("Feed One"), await paymentsOf("Feed Two")];
    await ask(
      server,
      `mutation ($one: ID!, $two: ID!) {
        voidPayment(input: { paymentId: $one, reason: "A slip." }) { __typename }
        correctPayment(input: { paymentId: $two, amount: "13.00", reason: "A slip." }) { __typename }
      }`,
      { one: one?.id, two: two?.id },
    );
    const changed = linesOf(await start("changes", words));

    expect(before.filter((line) => line.startsWith("payment 12.50 USD Feed"))).toHaveLength(2);
    expect(unchanged).toEqual([]);
    expect(changed).toEqual([
      expect.stringMatching(`^void -12.50 USD Feed One .* reverses ${one?.id}$`),
      expect.stringMatching(`^void -12.50 USD Feed Two .* reverses ${two?.id}$`),
      expect.stringMatching(`^corrected 13.00 USD Feed Two .* replaces ${two?.id}$`),
    ]);
  });

  it("continues automatically, also after a lost response, until the key no longer works", async () => {
    const file = join(program.folder, "watched.json");
    const revoked = JSON.stringify({
      errors: [{ message: "Sign in.", extensions: { code: "UNAUTHENTICATED" } }],
    });
    let isRevoked = false;
    const front = await startGraphqlFront(server.url, (request, pass) => {
      if (front.requests.length === 1) return null;
      return isRevoked ? revoked : pass(request);
    });
    const running = start("changes", ["--file", file, "--every", "0.1"], { PAYMENTS_URL: front.url });
    const seen = async () => JSON.parse(await readFile(file, "utf8").catch(() => '{"seen":[]}')).seen;
    await expect.poll(async () => (await seen()).length).toBeGreaterThan(0);
    await log({ key: "feed-3", patron: "Feed Three" });
    const [three] = await paymentsOf("Feed Three");
    await expect.poll(seen).toContain(three?.id);
    isRevoked = true;
    const { code, stdout, stderr } = await running;
    front.close();

    expect(code).toBe(2);
    expect(stdout.split("\n").filter((line) => line.includes(`${three?.id}`))).toHaveLength(1);
    expect(stderr).toMatch(/^No answer from .*\nSign in\. UNAUTHENTICATED/);
  });
});

/** Changes that a later version may bring without a new major number: they remove nothing and require nothing new. */
const ADDITIONS: [string, (schema: string) => string][] = [
  [
    "fields, arguments, types and a query",
    (schema) => `${schema.replace(/^ {2}payments\(\n/gm, "$&    isSettled: Boolean\n")}
      extend type Query { payoutsOf(eventId: ID!, kind: PayoutKind = BANK): [Payout!]! }
      type Payout { id: ID! at: ZonedTime! amount: Money! }
      enum PayoutKind { BANK }
      scalar ZonedTime
      extend type Payment { taxAmount: Money }
      extend type PaymentLogged { warnings: [String!]! }
      extend type Money { symbol: String }
      extend input LogPaymentInput { taxCode: String }
      extend input PaymentFilter { recordedBy: String }`,
  ],
  [
    "values of enums",
    (schema) => `${schema}
      extend enum PaymentKind { WRITE_OFF }
      extend enum PaymentMethod { WISE }
      extend enum PaymentStatus { DISPUTED }
      extend enum FaultCode { CLOSED_DAY }`,
  ],
  [
    "a refusal",
    (schema) => `${schema}
      extend enum ErrorCode { PERIOD_CLOSED }
      extend union LogPaymentResult = PeriodClosed
      type PeriodClosed implements UserError { code: ErrorCode! message: String! path: [String!]! closedUntil: LocalDate! }`,
  ],
];

/** Changes that require a new major number. */
const BREAKS: [string, (schema: string) => string][] = [
  ["a field of another name", (schema) => schema.replace("  minorUnits: SafeInt!", "  units: SafeInt!")],
  ["a field that may be null", (schema) => schema.replace("  minorUnits: SafeInt!", "  minorUnits: SafeInt")],
  [
    "a removed refusal",
    (schema) => schema.replace(/^(union LogPaymentResult = .*) \| PossibleDuplicate$/m, "$1"),
  ],
  ["a new required input", (schema) => `${schema} extend input LogPaymentInput { taxCode: String! }`],
];

describe("a later schema", () => {
  const breaking = async (current: string) =>
    (await judgeStep({ released: SCHEMA, current, today: "2026-06-14" })).breaking;

  it.each(chosen(ADDITIONS))(
    "with additional %s needs no change in programs with generated types",
    async (_, change) => {
      const later = change(SCHEMA);
      expect(await breaking(later)).toEqual([]);
      expect(buildSchema(later)).not.toEqual(buildSchema(SCHEMA));

      await program.codegen(later);
      expect(await program.script("check")).toMatchObject({ code: 0, stdout: "" });
    },
  );

  it.each(chosen(BREAKS))("with %s does not compile", async (_, change) => {
    const later = change(SCHEMA);
    expect(later).not.toBe(SCHEMA);
    expect(await breaking(later)).not.toEqual([]);

    const isGenerated = await program.codegen(later).then(
      () => true,
      () => false,
    );
    expect(isGenerated && (await program.script("check")).code === 0).toBe(false);
  });

  it("is served by the server", async () => {
    const env = { PAYMENTS_SCHEMA: `${server.url}/schema.graphql` };

    expect(await program.npm("codegen", [], env)).toMatchObject({ code: 0 });
    expect(await program.npm("check")).toMatchObject({ code: 0 });
  });
});
