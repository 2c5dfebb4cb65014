import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { buildSchema, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Example, readExamples } from "../../server/local/explorer/examples.ts";
import { sha256 } from "../../server/values/digest.ts";
import { ask } from "../support/ask-server.ts";
import { type ServerInProcess, startServerInProcess } from "../support/server-in-process.ts";

const BROWSER = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
const SETTINGS = "/explorer/settings.json";

let server: ServerInProcess;
let examples: Example[];

beforeAll(async () => {
  server = await startServerInProcess();
  examples = (await (await fetch(server.url + SETTINGS)).json()).tabs;
});

afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

/** Status and content type for a browser that reaches the server by another host name. */
const typeFor = (host: string, path: string) =>
  new Promise<string>((resolve, reject) => {
    const call = request(server.url + path, { headers: { ...BROWSER, host } }, (answer) => {
      answer.resume();
      resolve(`${answer.statusCode} ${answer.headers["content-type"]?.split(";")[0]}`);
    });
    call.on("error", reject).end();
  });

describe("GET /graphql", () => {
  it("shows the explorer to a browser, under a policy that allows nothing from other servers", async () => {
    const answer = await get("/graphql", BROWSER);

    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'");
    expect(policy).not.toMatch(/https?:|\*|blob:|unsafe-eval/);
    expect(await answer.text()).not.toMatch(/https?:\/\//);
  });

  it.each([
    ["a client that takes anything", "/graphql?query={viewer{kind}}", { accept: "*/*" }],
    ["a client that takes JSON", "/graphql?query={viewer{kind}}", { accept: "application/json" }],
    ["a link to an operation", "/graphql?query={viewer{kind}}", BROWSER],
  ])("answers %s as a GraphQL request", async (_, path, headers) => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { viewer: { kind: "ANONYMOUS" } } });
  });

  it("refuses a request without a query", async () => {
    const answer = await get("/graphql", { accept: "application/json" });
    expect((await answer.json()).errors[0].message).toBe("Must provide query string.");
  });

  it("shows nothing to pages that reach this machine by another host name", async () => {
    const { port } = new URL(server.url);
    const paths = ["/graphql", SETTINGS, "/explorer/index.html"];
    const typesFor = (host: string) => Promise.all(paths.map((path) => typeFor(`${host}:${port}`, path)));

    expect(await typesFor("localhost")).toEqual(["200 text/html", "200 application/json", "200 text/html"]);
    expect(await typesFor("evil.example")).toEqual([
      "200 application/json",
      "404 application/json",
      "404 application/json",
    ]);
  });
});

describe("the header editor", () => {
  it("contains the demo password", async () => {
    const { credential } = await (await get(SETTINGS)).json();
    expect(credential).toBe(`Bearer ${server.password}`);
  });

  it("shows a placeholder, and no part of a configured password", async () => {
    const ADMIN_PASS_HASH = sha256("a password of our own");
    const own = await startServerInProcess({ env: { ADMIN_PASS_HASH } });
    const text = await (await fetch(own.url + SETTINGS)).text();
    expect(JSON.parse(text).credential).toBeNull();
    expect(text).not.toMatch(new RegExp(`${ADMIN_PASS_HASH}|harbor-demo`));
    await own.stop();
  });
});

/** Runs an example against the server with its variables, after a change to their text. */
async function run(name: string, change = (variables: string) => variables) {
  const { query, variables } = examples.find((one) => one.query.includes(` ${name}`)) as Example;
  const answer = await ask(server, query, variables === null ? undefined : JSON.parse(change(variables)));
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe("the examples", () => {
  it("are all of the files, and match the schema", async () => {
    const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
    const files = readdirSync("server/local/explorer/examples").filter((name) => name.endsWith(".graphql"));
    expect(examples).toHaveLength(files.length);
    expect(examples.flatMap(({ query }) => validate(schema, parse(query)))).toEqual([]);
  });

  it("use dates relative to today", async () => {
    const texts = (await readExamples({ today: "2026-03-02" })).map(({ variables }) => variables).join("");
    expect(texts).toContain('"receivedFrom": "2026-01-31", "receivedTo": "2026-03-02"');
    expect(texts).not.toMatch(/TODAY|MONTH_AGO/);
  });

  it("read an event, a month, a period and the crew's banner", async () => {
    expect((await run("Event")).event).toMatchObject({
      totalCollected: { amount: "550.00" },
      payments: { nodes: [{ sequence: 3 }, { sequence: 2 }] },
    });
    expect((await run("CrewView")).event).toMatchObject({
      paymentState: "DEPOSIT_RECEIVED",
      clearToDepart: false,
    });
    expect((await run("TotalsOfAPeriod")).paymentTotals).toMatchObject({
      total: { amount: "730.00", currency: "USD" },
      otherCurrencies: ["JPY"],
    });

    const { payments } = await run("PaymentsOfAMonth");
    const { endCursor, hasNextPage } = payments.pageInfo;
    const next = await run("PaymentsOfAMonth", (text) => text.replace("null", JSON.stringify(endCursor)));
    expect(hasNextPage).toBe(true);
    expect(next.payments.nodes).toHaveLength(2);
    expect(next.payments.nodes).not.toEqual(payments.nodes);
  });

  it("log a payment, replay it, and void it", async () => {
    const { logPayment } = await run("LogPayment");
    expect(logPayment).toMatchObject({ replayed: false, event: { totalCollected: { amount: "630.00" } } });
    expect((await run("LogPayment")).logPayment.replayed).toBe(true);

    expect((await run("VoidPayment")).voidPayment.code).toBe("PAYMENT_NOT_FOUND");
    const { voidPayment } = await run("VoidPayment", (text) =>
      text.replace("ID_OF_A_PAYMENT", logPayment.payment.id),
    );
    expect(voidPayment).toMatchObject({
      payment: { status: "VOIDED" },
      event: { totalCollected: { amount: "550.00" } },
    });
  });
});
