import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { partsFolderOf } from "../../build/parts-folder.ts";
import { readAllThatRunsFirst } from "../../build/size-budget.ts";
import type { BatchResult, NotifyEvent } from "../../server/mail/notify-entries.ts";
import { sha256 } from "../../server/values/digest.ts";
import { aFunctionUrlEvent, type FunctionUrlCall } from "../support/lambda-events.ts";
import { aStreamRecord } from "../support/mail-worker.ts";
import { startSmtp, type TestSmtp } from "../support/smtp.ts";
import { createTestTable, type TestTable } from "../support/table.ts";

const API = pathToFileURL("dist/lambda/api.mjs").href;
const NOTIFY = pathToFileURL("dist/lambda/notify.mjs").href;

let table: TestTable;
let smtp: TestSmtp;
let api: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
let notify: (event: NotifyEvent) => Promise<BatchResult>;

beforeAll(async () => {
  table = await createTestTable();
  smtp = await startSmtp();
  const environment = {
    TABLE_NAME: table.tableName,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    ADMIN_PASS_HASH: sha256("harbor"),
    SESSION_SECRET: "s".repeat(32),
    SMTP_URL: smtp.url,
    SCC_GMAIL_TO: "admin@example.com",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  api = (await import(/* @vite-ignore */ API)).handler;
  notify = (await import(/* @vite-ignore */ NOTIFY)).handler;
});

afterAll(() => smtp.close());

const authorization = { authorization: "Bearer harbor", "content-type": "application/json" };
const call = (request: FunctionUrlCall) => api(aFunctionUrlEvent(request));

const graphql = async (query: string, encode = (body: string) => ({ body }) as Partial<FunctionUrlCall>) => {
  const answer = await call({
    path: "/graphql",
    headers: authorization,
    ...encode(JSON.stringify({ query })),
  });
  return { ...answer, json: JSON.parse(answer.body ?? "null") };
};

const asBase64 = (body: string) => ({ body: Buffer.from(body).toString("base64"), isBase64Encoded: true });

const logIn = (eventId: string) =>
  `mutation { logPayment(input: { eventId: "${eventId}", patron: "Inês ⚓", amount: "125.50" }) {
    ... on PaymentLogged { payment { patron sequence } } ... on UserError { message } } }`;

describe("the API behind a Function URL", () => {
  it("answers a recorded event", async () => {
    const answer = await graphql("{ viewer { kind } settings { currency } }");

    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(answer.headers?.["content-type"]).toContain("application/json");
    expect(answer.json).toEqual({ data: { viewer: { kind: "ADMIN" }, settings: { currency: "USD" } } });
  });

  it("logs a payment from a base64 body, with other scripts unchanged", async () => {
    const eventId = await table.putEvent();

    expect((await graphql(logIn(eventId), asBase64)).json.data.logPayment.payment).toEqual({
      patron: "Inês ⚓",
      sequence: 1,
    });
  });

  it("accepts cookies from their list, and paths and queries unchanged", async () => {
    const eventId = await table.putEvent({ id: "2026-06-14 ñ" });
    const path = `/api/g/${encodeURIComponent(eventId)}/payments`;
    const request = {
      method: "GET",
      path,
      query: "a=1&b=%20",
      headers: authorization,
      cookies: ["a=1", "b=2"],
    };

    expect(await call(request)).toMatchObject({ statusCode: 200, body: "[]" });
  });

  it("returns refusals with their status", async () => {
    expect((await call({ path: "/graphql", headers: authorization, body: "{" })).statusCode).toBe(400);
    expect(
      (await call({ path: "/graphql", headers: authorization, ...asBase64("x".repeat(100_001)) })).statusCode,
    ).toBe(413);
    expect((await call({ method: "GET", path: "/nothing" })).statusCode).toBe(404);
    expect((await call({ method: "GET", path: "/api/g/x/payments" })).statusCode).toBe(401);
    expect((await call({ method: "GET", path: "/health" })).statusCode).toBe(200);
  });
});

describe("the explorer of the local server", () => {
  it("is not served at the Function URL", async () => {
    const headers = { ...authorization, accept: "text/html,*/*;q=0.8" };
    const typeAt = async (path: string) => {
      const answer = await call({ method: "GET", path, headers });
      return `${answer.statusCode} ${String(answer.headers?.["content-type"]).split(";")[0]}`;
    };

    expect(await typeAt("/graphql")).toBe("200 application/json");
    expect(await typeAt("/explorer/index.html")).toBe("404 application/json");
    expect(await typeAt("/explorer/settings.json")).toBe("404 application/json");
  });
});

describe("an anonymous caller at the Function URL", () => {
  const headers = { "content-type": "application/json" };
  const ask = async (query: string, more: Partial<FunctionUrlCall> = {}) => {
    const answer = await call({ path: "/graphql", headers, body: JSON.stringify({ query }), ...more });
    return { status: answer.statusCode, text: answer.body ?? "", headers: answer.headers };
  };

  it("sees neither the schema nor suggestions, and must use encryption again", async () => {
    const introspection = await ask("{ __schema { types { name } } }");
    const typo = await ask("{ evnt { id } }");
    const admin = await graphql("{ evnt { id } }");

    expect([introspection.status, introspection.text]).toEqual([
      401,
      expect.stringContaining("UNAUTHENTICATED"),
    ]);
    expect(typo.text).not.toContain("Did you mean");
    expect(admin.body).toContain("Did you mean");
    expect(typo.headers?.["strict-transport-security"]).toContain("max-age=");
  });

  it("is counted by the connection's address, and leaves a line of JSON in the log", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const guess = (password: string) =>
      ask("{ viewer { kind } }", {
        sourceIp: "198.51.100.9",
        headers: { ...headers, authorization: password },
      });
    for (let at = 0; at < 10; at += 1) await guess(`guess ${at}`);

    const right = await guess("harbor");
    const lines = log.mock.calls.flatMap(([chunk]) => String(chunk).trimEnd().split("\n"));
    log.mockRestore();
    // Node writes its own warnings to the same stream.
    const ofStranger = lines.filter((line) => line.includes("198.51.100.9")).map((line) => JSON.parse(line));

    expect(right.text).toContain("ANONYMOUS");
    expect((await graphql("{ viewer { kind } }")).body).toContain("ADMIN");
    expect(ofStranger).toEqual([
      ...Array(10).fill(expect.objectContaining({ level: "WARN", reason: "wrong" })),
      expect.objectContaining({ level: "WARN", reason: "tooMany" }),
    ]);
    expect(lines.join()).not.toMatch(/guess|harbor/);
  });
});

describe("a malformed request", () => {
  it.each([
    ["a method that must not be answered", { method: "TRACE", path: "/graphql" }],
    ["a header with invalid characters", { path: "/graphql", headers: { "x-recorded-by": "大阪" } }],
  ])("is refused and not an internal error: %s", async (_name, request) => {
    expect(await call(request)).toMatchObject({ statusCode: 400 });
  });

  it("exports CSV with its byte order mark, which spreadsheets need", async () => {
    const eventId = await table.putEvent();
    await graphql(logIn(eventId));
    const answer = await call({
      path: "/export.csv",
      query: `eventId=${eventId}`,
      method: "GET",
      headers: authorization,
    });

    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(answer.body).toMatch(/^\ufeffpayment_id,event_id,.*\r\n.*,Inês ⚓,125\.50,12550,USD,/);
  });
});

describe("a large response", () => {
  const askSchema = (accepted?: string) =>
    call({
      method: "GET",
      path: "/schema.graphql",
      headers: accepted === undefined ? { "accept-encoding": "" } : { "accept-encoding": accepted },
    });

  it("is gzipped if the caller accepts it, with the same text", async () => {
    const plain = await askSchema();
    for (const accepted of ["gzip", "br, gzip;q=0.5", "*"]) {
      const { headers, body = "", isBase64Encoded } = await askSchema(accepted);
      expect(isBase64Encoded).toBe(true);
      expect(headers).not.toHaveProperty("content-length");
      expect(headers).toMatchObject({
        "content-encoding": "gzip",
        vary: expect.stringContaining("accept-encoding"),
      });
      expect(gunzipSync(Buffer.from(body, "base64")).toString()).toBe(plain.body);
    }
  });

  it("is not compressed otherwise", async () => {
    for (const accepted of [undefined, "br", "gzip;q=0", "gzip; q=0.0, br", "x-gzip-like"]) {
      const { headers, isBase64Encoded } = await askSchema(accepted);
      expect([isBase64Encoded, headers?.["content-encoding"]]).toEqual([false, undefined]);
    }
  });

  it("is not compressed if it is small", async () => {
    expect(await call({ method: "GET", path: "/health" })).toMatchObject({ isBase64Encoded: false });
  });
});

describe("the consumer of the stream", () => {
  it("mails what a recorded batch shows, and sweeps when the schedule ticks", async () => {
    const first = await table.putEvent();
    const second = await table.putEvent();
    await graphql(logIn(first));
    await graphql(logIn(second));
    const records = (await table.items(first)).map((image, at) => aStreamRecord(image, at + 1));

    expect(await notify({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(smtp.mails.map(({ text }) => text?.includes(`(${first})`))).toEqual([true]);
    await notify({ time: "2026-06-14T23:31:00Z" });
    expect(smtp.mails.filter(({ text }) => text?.includes(`(${second})`))).toHaveLength(1);
  });

  it("reports the records that it could not process", async () => {
    const eventId = await table.putEvent();
    await graphql(logIn(eventId));
    const image = (await table.items(eventId)).find((item) => item.sk?.S?.startsWith("STATE#"));
    const broken = { ...image, pk: { S: "x".repeat(3000) } };
    const good = aStreamRecord(image ?? {}, 7);

    const answer = await notify({ Records: [aStreamRecord(broken, 6), good] });

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "000000000000000000006" }]);
    expect(smtp.mails.filter(({ text }) => text?.includes(`(${eventId})`))).toHaveLength(1);
  });
});

describe("a bundle", () => {
  it("does not start without its configuration, and reports everything that is missing", async () => {
    const script = `await import(${JSON.stringify(API)})`;
    const env = { PATH: process.env.PATH, TIME_ZONE: "Mars/Base", CURRENCY: "XYZ", SMTP_URL: "nonsense" };

    const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env });
    const { stderr } = await run.then(
      () => ({ stderr: "It started." }),
      (error: { stderr: string }) => error,
    );

    for (const name of [
      "ADMIN_PASS_HASH",
      "SESSION_SECRET",
      "TIME_ZONE",
      "CURRENCY",
      "SMTP_URL",
      "SCC_GMAIL_TO",
    ]) {
      expect(stderr).toMatch(new RegExp(`^- ${name} `, "m"));
    }
  });

  it("contains no explorer, neither ours nor that of a library", async () => {
    const bundle = await readBundle("api");
    const words = ["/explorer", "monaco", "react-dom", "unpkg.com", "harbor-demo", "YOUR_KEY"];
    expect(words.filter((word) => bundle.includes(word))).toEqual([]);
  });

  it("of the API contains no mailer, and that of the consumer no GraphQL", async () => {
    expect(await readBundle("api")).not.toContain("EHLO");
    expect(await readBundle("notify")).toContain("EHLO");
    expect(await readBundle("notify")).not.toContain("PossibleDuplicate");
  });

  it("of the API loads the clients of other services and the CSV writer only on demand", async () => {
    const first = (await readAllThatRunsFirst("dist/lambda/api.mjs")).join("\n");
    const words = ["BatchGetItem", "GetParameters", "FunctionName", "escapeFormulae"];
    const isThere = (text: string) => words.map((word) => text.includes(word));
    expect(isThere(first)).toEqual([true, false, false, false]);
    expect(isThere(await readBundle("api"))).toEqual([true, true, true, true]);
  });
});

/** Reads a bundle with all its parts. */
async function readBundle(name: string): Promise<string> {
  const parts = globSync(`dist/lambda/{${name}.mjs,${partsFolderOf(name)}/*.mjs}`);
  return (await Promise.all(parts.map((part) => readFile(part, "utf8")))).join("\n");
}
