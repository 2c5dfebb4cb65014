import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../../server/local/free-port.ts";
import { ask, logOnServer } from "../support/ask-server.ts";
import { runLocalServer, startLocalServer } from "../support/local-server.ts";
import { startServerInProcess } from "../support/server-in-process.ts";

describe("npm start", () => {
  it("serves six events, one in yen, one with legacy rows, without configuration", async () => {
    const server = await startServerInProcess();
    const { events, timeZone } = await (await fetch(`${server.url}/api/events`)).json();
    const ids = events.map((event: { id: string }) => event.id);
    const query = `query ($ids: [ID!]!) { events(ids: $ids) {
      paymentState currency paymentCount lastSequence totalCollected { amount } payments { nodes { notification { status } } } } }`;
    const { data } = await ask(server, query, { ids });

    expect(timeZone).toBe("America/Los_Angeles");
    expect(ids).toContain("QXW7LMD");
    expect(data.events).toHaveLength(6);
    expect(data.events.filter((event: { currency: string }) => event.currency === "JPY")).toHaveLength(1);
    const old = data.events.filter(
      (event: { paymentCount: number; lastSequence: number }) => event.paymentCount > event.lastSequence,
    );
    expect(old).toMatchObject([{ paymentCount: 3, totalCollected: { amount: "1605.50" } }]);
    const paid = data.events.map((event: { paymentState: string }) => event.paymentState);
    expect(new Set(paid)).toEqual(new Set(["UNKNOWN", "TENTATIVE", "DEPOSIT_RECEIVED", "PAID_IN_FULL"]));
    const states = data.events.flatMap(
      (event: { payments: { nodes: { notification: { status: string } }[] } }) =>
        event.payments.nodes.map((node) => node.notification.status),
    );
    expect(new Set(states)).toEqual(new Set(["OFF"]));
    expect(await (await fetch(`${server.url}/inbox.json`)).json()).toEqual([]);
    await server.stop();
  });

  it("serves the dispatch page, the elements and the inbox, and the API's responses for all other paths", async () => {
    const server = await startServerInProcess();
    const get = async (path: string) => {
      const answer = await fetch(server.url + path);
      return [answer.status, answer.headers.get("content-type")?.split(";")[0]];
    };

    expect(await get("/")).toEqual([200, "text/html"]);
    expect(await get("/payments.js")).toEqual([200, "text/javascript"]);
    expect(await get("/inbox")).toEqual([200, "text/html"]);
    expect(await get("/schema.graphql")).toEqual([200, "application/graphql"]);
    expect(await get("/%2e%2e/package.json")).toEqual([404, "application/json"]);
    expect(await get("/main.ts")).toEqual([404, "application/json"]);
    expect(await get("/page-reload.js")).toEqual([404, "application/json"]);
    await server.stop();
  });

  it("keeps payments, mails and demonstration data over a restart, also after the server was killed", async () => {
    const first = await startLocalServer();
    await logOnServer(first, { eventId: "QXW7LMD", amount: "1.50", idempotencyKey: "kept" });
    await expect
      .poll(async () => (await (await fetch(`${first.url}/inbox.json`)).json()).length, { timeout: 10_000 })
      .toBe(1);
    await first.kill();

    const second = await startLocalServer({ dataDir: first.dataDir });
    const { data } = await ask(second, '{ event(id: "QXW7LMD") { totalCollected { amount } paymentCount } }');
    const mails = await (await fetch(`${second.url}/inbox.json`)).json();
    const { events } = await (await fetch(`${second.url}/api/events`)).json();

    expect(data.event).toEqual({ totalCollected: { amount: "551.50" }, paymentCount: 3 });
    expect(mails).toHaveLength(1);
    expect(events).toHaveLength(6);
    await second.stop();
  });

  it("stops its engine when it stops", async () => {
    const server = await startLocalServer();
    const { readFile } = await import("node:fs/promises");
    const { port } = JSON.parse(await readFile(join(server.dataDir, "engine.json"), "utf8"));
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);

    process.kill(server.pid, "SIGTERM");

    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/`).then(
            () => "up",
            () => "down",
          ),
        { timeout: 10_000 },
      )
      .toBe("down");
    await server.stop();
  });

  it("uses an existing DynamoDB, and creates the table and the demonstration data in it", async () => {
    const host = await startServerInProcess();
    const { readFile } = await import("node:fs/promises");
    const { port } = JSON.parse(await readFile(join(host.dataDir, "engine.json"), "utf8"));
    const guest = await startServerInProcess({
      env: { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`, TABLE_NAME: "another" },
    });
    await logOnServer(guest, { eventId: "QXW7LMD", amount: "2" });

    const total = async (server: { url: string; password: string }) =>
      (await ask(server, '{ event(id: "QXW7LMD") { totalCollected { amount } } }')).data.event.totalCollected
        .amount;

    expect([await total(host), await total(guest)]).toEqual(["550.00", "552.00"]);
    await guest.stop();
    await host.stop();
  });
});

describe("npm start reports in one clear sentence", () => {
  const sentence = async (env: Record<string, string>) => {
    const { code, output } = await runLocalServer(env);
    expect(code).toBe(1);
    return output.trim();
  };

  it("that the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;

    expect(await sentence({ PORT: String(port) })).toBe(
      `Port ${port} is already in use. Set PORT to another one, e.g. PORT=${port + 1} npm start.`,
    );
    other.close();
  });

  it("that the data folder cannot be used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "payments-broken-"));
    const file = join(folder, "file");
    await writeFile(file, "");

    expect(await sentence({ PORT: String(await freePort()), DATA_DIR: file })).toMatch(
      /^The data folder ".*file" cannot be used \(.*\)\. Set DATA_DIR to another folder\.$/,
    );
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it("that the data in the folder is broken", async () => {
    const folder = await mkdtemp(join(tmpdir(), "payments-broken-"));
    await writeFile(
      join(folder, "dynamo.sqlite"),
      "this is no database, and long enough to be looked at".repeat(100),
    );

    expect(await sentence({ PORT: String(await freePort()), DATA_DIR: folder })).toMatch(
      /^The embedded DynamoDB engine cannot use the data folder ".*": .+\.$/,
    );
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it("every fault in the configuration", async () => {
    const said = await sentence({
      PORT: "seventy",
      CURRENCY: "usd",
      TIME_ZONE: "Pacific",
      ADMIN_PASS_HASH: "hunter2",
      ALLOWED_ORIGINS: "https://a.example,b.example/",
      EVENT_MAPPING: '{"name":"x"}',
      SCC_GMAIL_USER: "dispatch@example.com",
    });

    const names = [
      "PORT",
      "CURRENCY",
      "TIME_ZONE",
      "ADMIN_PASS_HASH",
      "ALLOWED_ORIGINS",
      "EVENT_MAPPING",
      "SCC_GMAIL_PASSWORD",
    ];
    for (const name of names) expect(said).toMatch(new RegExp(`^- ${name} `, "m"));
  });
});
