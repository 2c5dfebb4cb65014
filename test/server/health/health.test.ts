import { DeleteTableCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi, type TestApiOptions } from "../../support/api.ts";
import { itUnless } from "../../support/dynamodb-local-differences.ts";
import { logPayment } from "../../support/payments.ts";
import { createTestTable } from "../../support/table.ts";

const accepted = async () => ({ result: "accepted" as const });

/** An API whose clock is that of the machine, like the table's. */
async function anApi(options: TestApiOptions = {}): Promise<TestApi> {
  const table = options.table ?? (await createTestTable({ hasStream: true }));
  return createTestApi({ now: new Date().toISOString(), checkMailbox: accepted, ...options, table });
}

async function healthOf(
  api: TestApi,
  headers: Record<string, string> = { authorization: `Bearer ${PASSWORD}` },
) {
  const answer = await api.fetch("/health", { headers });
  const body = (await answer.json()) as {
    status: string;
    findings?: { check: string; state: string; detail: string }[];
  };
  const find = (check: string) => body.findings?.find((finding) => finding.check === check);
  return { status: answer.status, body, find };
}

describe("/health", () => {
  it("tells anonymous callers only that the API is up", async () => {
    const api = await anApi();
    const key = await api.makeKey(["STATE_READ", "PAYMENTS_WRITE"]);
    for (const credential of ["", `Bearer ${key}`, "Bearer wrong"])
      expect(await healthOf(api, { authorization: credential })).toMatchObject({
        status: 200,
        body: { status: "ok" },
      });
    expect((await healthOf(api, {})).body.findings).toBeUndefined();
  });

  it("also answers under the other path, for distributions with their own /health", async () => {
    const answer = await (await anApi()).fetch("/payments-health");
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });

  it("tells admins that table, stream, consumer, mailbox and clock are fine", async () => {
    const { status, body } = await healthOf(await anApi());

    expect(status).toBe(200);
    expect(body.findings?.map(({ check, state }) => `${check} ${state}`)).toEqual([
      "table ok",
      "stream ok",
      "clock ok",
      "consumer ok",
      "mail ok",
      "caller unknown",
    ]);
  });

  it("reports that the table has no stream", async () => {
    const { status, find } = await healthOf(await anApi({ table: await createTestTable() }));

    expect(status).toBe(503);
    expect(find("stream")).toMatchObject({ state: "failing", detail: expect.stringContaining("is off") });
  });

  itUnless("neverDeletesAnIndex")("reports which index the table lacks", async () => {
    const table = await createTestTable({ hasStream: true });
    const change = { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "mail" } }] };
    await table.client.send(new UpdateTableCommand({ TableName: table.tableName, ...change }));

    const { find } = await healthOf(await anApi({ table }));
    expect(find("table")).toMatchObject({ state: "failing", detail: "The table lacks the index mail." });
  });

  it("reports that the table does not exist", async () => {
    const api = await anApi();
    const headers = { authorization: `Bearer ${await signIn(api)}` };
    await api.table.client.send(new DeleteTableCommand({ TableName: api.table.tableName }));

    const { status, find } = await healthOf(api, headers);
    expect(status).toBe(503);
    expect(find("table")?.state).toBe("failing");
  });

  it("reports how long the oldest mail has been due, and fails after a quarter of an hour", async () => {
    const api = await anApi();
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });

    api.clock.advance({ seconds: 600 });
    expect((await healthOf(api)).find("consumer")).toMatchObject({
      state: "ok",
      detail: `The oldest pending mail, of event ${eventId}, has been due for 600 s.`,
    });
    api.clock.advance({ seconds: 301 });
    expect((await healthOf(api)).find("consumer")?.state).toBe("failing");
  });

  it("reports that the clock is wrong", async () => {
    const ahead = await anApi({ now: new Date(Date.now() + 60_000).toISOString() });
    const behind = await anApi({ now: new Date(Date.now() - 60_000).toISOString() });

    for (const api of [ahead, behind]) {
      const { status, find } = await healthOf(api);
      expect(status).toBe(503);
      expect(find("clock")).toMatchObject({
        state: "failing",
        detail: expect.stringMatching(/differ by (59|60|61) s\b/),
      });
    }
  });

  it("reports the mail server's response, a missing mailbox, or that the mailbox cannot be checked", async () => {
    const refused = await anApi({
      checkMailbox: async () => ({ result: "refused", reason: "535 Not accepted" }),
    });
    expect((await healthOf(refused)).find("mail")).toEqual({
      check: "mail",
      state: "failing",
      detail: "Signing in at the mail server failed: 535 Not accepted",
    });
    const off = await anApi({ checkMailbox: async () => ({ result: "off" }) });
    expect((await healthOf(off)).find("mail")).toMatchObject({
      state: "unknown",
      detail: expect.stringMatching(/^No mailbox is configured/),
    });
    const nobody = await createTestApi({ table: await createTestTable({ hasStream: true }) });
    expect((await healthOf(nobody)).find("mail")?.state).toBe("unknown");
  });

  it("does not wait forever for a missing answer", async () => {
    const api = await anApi({ checkMailbox: () => new Promise(() => undefined) });
    const { status, find } = await healthOf(api);

    expect(status).toBe(503);
    expect(find("mail")?.detail).toBe("No answer within 1 s.");
    expect(find("table")?.state).toBe("ok");
  });

  it("reports that the distribution hides the caller's address", async () => {
    const originSecret = "o".repeat(48);
    const api = await anApi({ originSecret });
    const headers = { authorization: `Bearer ${PASSWORD}`, "x-origin-secret": originSecret };

    expect((await healthOf(api, headers)).find("caller")?.state).toBe("failing");
    const seen = { ...headers, "cloudfront-viewer-address": "198.51.100.7:46532" };
    expect((await healthOf(api, seen)).find("caller")?.state).toBe("ok");
  });

  it("tells a key with payments:read how its request arrived, and nothing about table and mail", async () => {
    const originSecret = "o".repeat(48);
    const api = await anApi({ originSecret, checkMailbox: async () => ({ result: "off" }) });
    const authorization = `Bearer ${await api.makeKey(["PAYMENTS_READ"])}`;
    const headers = { authorization, "x-origin-secret": originSecret };

    const hidden = await healthOf(api, headers);
    expect(hidden.status).toBe(503);
    expect(hidden.body.findings?.map(({ check, state }) => `${check} ${state}`)).toEqual(["caller failing"]);
    const seen = await healthOf(api, { ...headers, "cloudfront-viewer-address": "198.51.100.7:46532" });
    expect(seen.status).toBe(200);
    expect(seen.body.findings?.map(({ check, state }) => `${check} ${state}`)).toEqual(["caller ok"]);
  });
});

async function signIn(api: TestApi): Promise<string> {
  const mutation = `mutation { signIn(input: { name: "Ines Duarte", password: "${PASSWORD}" }) { ... on SignedIn { token } } }`;
  return (await api.graphql(mutation, {}, { as: null })).data.signIn.token;
}
