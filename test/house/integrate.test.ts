import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema, isEnumType, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILTER_NAMES } from "../../server/ledger/read/entry-filter.ts";
import { ask } from "../support/ask-server.ts";
import { readCsv } from "../support/csv-reader.ts";
import { startGraphqlFront } from "../support/graphql-front.ts";
import { type LoadedServer, startLoadedServer } from "../support/loaded-server.ts";
import { asDecimal } from "../support/many-payments.ts";

const page = readFileSync("docs/integrate.md", "utf8");
const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const run = promisify(execFile);

const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, block]) => block ?? "",
  );

const [credentials = "", curl = "", exportCsv = "", restRoute = ""] = blocksOf("sh");
const [python = ""] = blocksOf("python");

let server: LoadedServer;
let folder: string;
let env: Record<string, string>;
let june: { count: number; ids: string[]; dollars: number };

beforeAll(async () => {
  [server, folder] = await Promise.all([
    startLoadedServer({ payments: 2600, events: 100 }),
    mkdtemp(join(tmpdir(), "payments-integrate-")),
  ]);
  const own = server.loaded.filter(({ receivedOn }) => receivedOn.startsWith("2026-06"));
  const dollars = own
    .filter(({ currency }) => currency === "USD")
    .reduce((sum, { minorUnits }) => sum + minorUnits, 0);
  june = { count: own.length, ids: own.map(({ id }) => id), dollars };
  const script = `${credentials.replace("http://127.0.0.1:4000", server.url)}echo "$PAYMENTS_URL $PAYMENTS_KEY"`;
  const { stdout } = await run("bash", ["-c", script], { env: { ...process.env, ...server.env } });
  const [PAYMENTS_URL = "", PAYMENTS_KEY = ""] = stdout.trim().split(" ");
  env = { PAYMENTS_URL, PAYMENTS_KEY };
}, 120_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const options = (given: Record<string, string> = {}) => ({
  cwd: folder,
  env: { ...process.env, ...env, ...given },
});

const sh = async (script: string) => (await run("bash", ["-c", script], options())).stdout;

async function py(script: string, given: Record<string, string> = {}): Promise<string> {
  await writeFile(join(folder, "payments.py"), script);
  return (await run("python3", ["payments.py"], options(given))).stdout;
}

/** The payments with this reference on the event of the examples. */
async function withReference(reference: string): Promise<{ id: string; recordedBy: string }[]> {
  const { data } = await ask(
    server,
    '{ event(id: "QXW7LMD") { payments(first: 100) { nodes { id reference recordedBy } } } }',
  );
  return data.event.payments.nodes.filter((node: { reference: string }) => node.reference === reference);
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields that it queried, and fails if they are missing.
type Node = any;

/** The payments that the programs have added. */
const ADDED_IN_JUNE = `{
  payments(filter: { eventId: "QXW7LMD", receivedFrom: "2026-06-01", receivedTo: "2026-06-30" }, first: 100) {
    nodes { id amount { minorUnits } }
  }
}`;

describe("the guide for integrators", () => {
  it("has a curl program that logs once and reads every page, as printed", async () => {
    const [first, again] = [await sh(curl), await sh(curl)];
    const [stored, ...others] = await withReference("ZL-77120");

    expect(others).toEqual([]);
    expect(stored?.recordedBy).toBe("bookkeeping");
    expect(first).toMatch(new RegExp(`^logged: .*${stored?.id}`));
    expect(again).toMatch(/^logged: .*"replayed":true/);
    expect(june.count).toBeGreaterThan(100);
    const ids = [
      ...first
        .split("\n")
        .slice(1)
        .join("\n")
        .matchAll(/"id":"([^"]+)"/g),
    ].map(([, id]) => id);
    const { data } = await ask(server, ADDED_IN_JUNE);
    expect(ids.sort()).toEqual([...june.ids, ...data.payments.nodes.map(({ id }: Node) => id)].sort());
  });

  it("leaves decisions to a person in curl", async () => {
    await sh(curl);

    expect(await sh(curl.replace("125.50", "126.50"))).toMatch(
      /^for a person: .*IDEMPOTENCY_CONFLICT.*"differingFields":\["amount"\]/,
    );
    expect(await sh(curl.replace('"QXW7LMD"', '"nowhere"').replace("row-17", "row-19"))).toMatch(
      /^for a person: .*EVENT_NOT_FOUND/,
    );
  });

  it("has a Python program that logs once, reads every page and adds up to the totals", async () => {
    const first = await py(python);
    const [stored, ...others] = await withReference("ZL-77120");
    const again = await py(python);

    const { data } = await ask(server, ADDED_IN_JUNE);
    const added: number[] = data.payments.nodes.map(({ amount }: Node) => amount.minorUnits);
    const total = asDecimal(
      added.reduce((sum, units) => sum + units, june.dollars),
      "USD",
    );
    expect(others).toEqual([]);
    expect(first).toMatch(new RegExp(`^logged ${stored?.id} (now|by an earlier call)\n`));
    expect(again).toBe(
      `logged ${stored?.id} by an earlier call\n${june.count + added.length} entries, ${total} USD, as added up\n`,
    );
    expect(await withReference("ZL-77120")).toHaveLength(1);
  });

  it("logs once in Python if responses are lost or the ledger is busy", async () => {
    const busy = { __typename: "Busy", code: "BUSY", message: "The ledger is busy.", path: [] };
    const first = [null, JSON.stringify({ data: { logPayment: busy } }), "<html></html>"];
    const front = await startGraphqlFront(server.url, async (request, pass) => {
      const answer = await pass(request);
      return [...first, answer][Math.min(front.requests.length - 1, first.length)] ?? null;
    });
    const other = python
      .replace("row-17", "row-21")
      .replace("ZL-77120", "ZL-77122")
      .replace("125.50", "7.25");
    const printed = await py(other, { PAYMENTS_URL: front.url });
    front.close();

    const [stored, ...others] = await withReference("ZL-77122");
    expect(others).toEqual([]);
    expect(printed).toContain(`logged ${stored?.id} by an earlier call\n`);
    expect(printed.match(/^sent again/gm)).toHaveLength(2);
  });

  it.each([
    ["faults", ['"125.50"', '"1e3"'], /^fix input\.amount /],
    ["a possible duplicate", ['"ZL-77120"', '"ZL-20418"'], /^a person compares it with \S+\n/],
    ["an unknown event", ['"QXW7LMD"', '"nowhere"'], /^not logged: The event does not exist/],
  ])("reports %s in Python", async (_, [from = "", to = ""], sentence) => {
    expect(await py(python.replace(from, to).replace("row-17", "row-22"))).toMatch(sentence);
  });

  it("exports and uses the REST route as printed", async () => {
    await sh(exportCsv);
    const [first, again] = [await sh(restRoute), await sh(restRoute)];
    const other = await sh(restRoute.replace("40.00", "41.00"));

    const [header, ...rows] = readCsv((await readFile(join(folder, "june.csv"), "utf8")).slice(1));
    expect(header?.[0]).toBe("payment_id");
    expect(rows.map(([id]) => id)).toEqual(expect.arrayContaining(june.ids));
    const idOf = (answer: string) => /"payment_id":"([^"]+)"/.exec(answer)?.[1];
    expect(first).not.toContain("idempotent-replayed");
    expect(again).toContain("idempotent-replayed: true");
    expect(idOf(again)).toBe(idOf(first));
    expect(other).toMatch(/^HTTP\S+ 422[\s\S]*"fields":\["amount"\]/);
  });

  it("has queries that are valid and succeed", async () => {
    const queries = blocksOf("graphql");
    expect(queries).toHaveLength(3);
    for (const query of queries) {
      expect(validate(schema, parse(query))).toEqual([]);
      const { data, errors } = await ask(server, query);
      expect([errors, Object.keys(data)]).toEqual([undefined, [expect.stringMatching(/^payment/)]]);
    }
  });

  it("explains exactly the existing refusals, codes and parameters", async () => {
    const refusals = schema.getType("ErrorCode");
    // Codes of accidents are in one place, all others where they are thrown.
    const sources = globSync("server/{accident.ts,access/*.ts,graphql/**/*.ts,rest/*.ts}");
    const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");
    const thrown = [...text.matchAll(/extensions: \{ code: "(\w+)"|^ {8}code: "(\w+)",$/gm)].map(
      ([, inline, own]) => inline ?? own ?? "",
    );
    const ofYoga = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"];
    const known = new Set([
      ...(isEnumType(refusals) ? refusals.getValues().map(({ name }) => name) : []),
      ...thrown,
      ...ofYoga,
      "INTERNAL_SERVER_ERROR",
    ]);

    expect(thrown).toContain("SERVICE_UNAVAILABLE");
    const tables = page.slice(page.indexOf("## Refusals"), page.indexOf("## Reading"));
    const rows = tables.split("\n").filter((line) => line.startsWith("| `"));
    const documented = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code),
    );
    expect(new Set(documented)).toEqual(known);
    for (const name of FILTER_NAMES) expect(page).toContain(`\`${name}\``);
  });
});
