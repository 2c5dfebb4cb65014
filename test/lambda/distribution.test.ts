import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Client, fetchExchange, gql } from "@urql/core";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putEvent } from "../../server/local/dispatch-tool.ts";
import { copyIntegrator } from "../support/example-program.ts";
import { type BehindDistribution, startBehindDistribution } from "../support/lambda/behind-distribution.ts";
import { openServerKeys } from "../support/server-keys.ts";
import { openServerTable } from "../support/server-table.ts";

const run = promisify(execFile);
const EVENT = "QXW7LMD";

let site: BehindDistribution;
let key: string;

beforeAll(async () => {
  site = await startBehindDistribution();
  ({ key } = await (await openServerKeys(site)).make(["PAYMENTS_READ", "PAYMENTS_WRITE"]));
});

afterAll(() => site.stop());

const asAdmin = () => ({ authorization: `Bearer ${site.password}` });

const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });

describe("through the distribution", () => {
  it("curl logs a payment with an API key, and reads it", async () => {
    const body = JSON.stringify({
      query: `mutation { logPayment(input: { eventId: "${EVENT}", patron: "Tom Okafor", amount: "12.50", method: CASH }) {
        __typename ... on PaymentLogged { payment { recordedBy } } } }`,
    });
    const words = [
      "-sS",
      "--compressed",
      "-H",
      `Authorization: Bearer ${key}`,
      "-H",
      "Content-Type: application/json",
    ];
    const { stdout } = await run("curl", [...words, "--data", body, `${site.url}/graphql`]);

    expect(JSON.parse(stdout).data.logPayment).toEqual({
      __typename: "PaymentLogged",
      payment: { recordedBy: "Crew phone 1" },
    });
  });

  it("urql sends a query and receives the answer", async () => {
    const client = new Client({
      url: `${site.url}/graphql`,
      exchanges: [fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers: asAdmin() },
    });
    const { data, error } = await client.query(gql`{ event(id: "QXW7LMD") { title } }`, {}).toPromise();

    expect(error).toBeUndefined();
    expect(data.event).toMatchObject({ title: "Rivera sunset sail" });
  });

  it("codegen reads the schema by introspection with a key, and an anonymous caller cannot", async () => {
    const folder = await mkdtemp(join(tmpdir(), "payments-introspection-"));
    const config = {
      schema: [{ [`${site.url}/graphql`]: { headers: { authorization: `Bearer ${key}` } } }],
      generates: { [join(folder, "schema.graphql")]: { plugins: ["schema-ast"] } },
    };
    await writeFile(join(folder, "codegen.json"), JSON.stringify(config));
    const codegen = resolve("node_modules/@graphql-codegen/cli/cjs/bin.js");
    await run(process.execPath, [codegen, "--config", join(folder, "codegen.json")]);
    expect(await readFile(join(folder, "schema.graphql"), "utf8")).toContain("logPayment(");
    await rm(folder, { recursive: true });

    expect((await (await post(getIntrospectionQuery())).json()).errors[0].extensions.code).toBe(
      "UNAUTHENTICATED",
    );
  });

  it("a script for the legacy routes logs payments and reads them back", async () => {
    const event = {
      id: "2026-06-14-dockside",
      title: "Dockside",
      startsAt: "2026-06-15T00:30:00Z",
      status: "confirmed",
      crew: [],
    };
    await putEvent(await openServerTable(site), event);
    const words = [resolve("test/local/legacy_script.py"), site.url, site.password, event.id];
    const { stdout } = await run("python3", words);

    expect(stdout).toBe("4 payments, 435.57\n");
  });

  // A full run installs the example's packages.
  it("the integrator's example logs, pages through a month and follows changes", {
    timeout: 300_000,
  }, async () => {
    const program = await copyIntegrator();
    await program.codegen();
    const env = { PAYMENTS_URL: site.url, PAYMENTS_KEY: key };
    const flags = [
      "--event",
      EVENT,
      "--patron",
      "Row One",
      "--amount",
      "12.50",
      "--method",
      "CASH",
      "--key",
      "row-1",
    ];
    const logged = await program.script("log", flags, env);
    const again = await program.script("log", flags, env);

    expect(logged).toMatchObject({ code: 0, stdout: expect.stringMatching(/^logged \S+ \(now\)\n$/) });
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("(by an earlier call)") });
    await program.remove();
  });

  it("a large response arrives compressed and complete", async () => {
    const words = [
      "-sS",
      "-D",
      "-",
      "-o",
      "/dev/null",
      "-H",
      "accept-encoding: gzip",
      `${site.url}/schema.graphql`,
    ];
    expect((await run("curl", words)).stdout).toMatch(/^content-encoding: gzip/im);
    expect(await (await fetch(`${site.url}/schema.graphql`)).text()).toBe(
      await (
        await fetch(`${site.url}/schema.graphql`, { headers: { "accept-encoding": "identity" } })
      ).text(),
    );
  });

  it("CSV arrives with its byte order mark, and the schema as a plain file", async () => {
    const csv = await fetch(`${site.url}/export.csv?eventId=${EVENT}`, { headers: asAdmin() });
    expect(Buffer.from(await csv.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));

    const schema = await (await fetch(`${site.url}/schema.graphql`)).text();
    expect(schema).toContain("type Mutation");
  });

  it("the tool's API and its /health stay unchanged; our health is under another path", async () => {
    expect((await fetch(`${site.url}/api/events`)).status).toBe(200);
    expect(await (await fetch(`${site.url}/health`)).json()).toEqual({ status: "ok" });
    const deep = await (await fetch(`${site.url}/payments-health`, { headers: asAdmin() })).json();
    expect(deep.findings.map(({ check }: { check: string }) => check)).toContain("caller");
  });
});

describe("an error", () => {
  const isPage = (answer: Response) => answer.headers.get("content-type")?.startsWith("text/html");

  it("is answered by the API in JSON, never by a page", async () => {
    const answers: Response[] = [];
    for (const ask of [
      () => post("{ nobody }", asAdmin()),
      () => post("{ eventList { nodes { id } } }"),
      () => post("{ viewer { kind } }", { authorization: "Bearer sck_wrong" }),
      () => post("x".repeat(100_001), asAdmin()),
      () => fetch(`${site.url}/graphql`, { headers: { accept: "text/html" } }),
      () => fetch(`${site.url}/export.csv`),
      () => fetch(`${site.url}/api/g/${EVENT}/payments`),
      () => fetch(`${site.url}/api/g/${EVENT}/payment`, { method: "DELETE", headers: asAdmin() }),
    ])
      answers.push(await ask());

    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 413, 406, 401, 401, 405]);
    for (const answer of answers) {
      expect(isPage(answer)).toBe(false);
      expect(answer.headers.get("content-type")).toMatch(/^application\/(graphql-response\+)?json/);
      expect(await answer.json()).toBeTypeOf("object");
    }
  });

  it("for a page is never JSON and never comes from the API", async () => {
    for (const path of ["/", "/crew.html", "/payments.js"]) {
      const answer = await fetch(site.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/(html|javascript)/);
    }
    for (const path of ["/nothing.html", "/graphql/", "/healthy", "/export.csv.html"]) {
      const answer = await fetch(site.url + path);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        403,
        "application/xml",
      ]);
    }
  });

  it("is returned to requests that bypass the distribution, whatever a caller claims", async () => {
    const headers = { "x-origin-secret": "o".repeat(47), ...asAdmin() };
    expect((await fetch(`${site.functionUrl}/payments-health`, { headers })).status).toBe(403);
  });

  it("for wrong passwords is counted by the address that the distribution saw, not by one that a caller claims", async () => {
    const guess = (at: number) =>
      post(`mutation { signIn(input: { name: "Tom Okafor", password: "guess ${at}" }) { __typename } }`, {
        "cloudfront-viewer-address": `198.51.100.${at}:4000`,
        "x-forwarded-for": `198.51.100.${at}`,
      });
    const outcomes: string[] = [];
    for (let at = 0; at < 11; at += 1) outcomes.push((await (await guess(at)).json()).data.signIn.__typename);

    expect(outcomes.at(-1)).toBe("TooManyAttempts");
  });
});
