import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi } from "../support/api.ts";
import { ask, logOnServer } from "../support/ask-server.ts";
import { putLegacyRow } from "../support/legacy-rows.ts";
import { startLocalServer } from "../support/local-server.ts";
import { createMailWorker } from "../support/mail-worker.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { callCommand, runCommand, startCommand } from "../support/run-command.ts";
import { startSmtp } from "../support/smtp.ts";
import { createTestTable, type TestTable } from "../support/table.ts";

const LEGACY_ROWS = process.env.TEST_SIZE === "full" ? 10_000 : 600;

const envOf = (table: TestTable) => ({
  AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  TABLE_NAME: table.tableName,
});

describe("npm run verify-ledger", () => {
  it("works with and without a running server, and exits with 0 if nothing is wrong", async () => {
    const server = await startLocalServer();
    await logOnServer(server, { eventId: "QXW7LMD", amount: "1" });
    const env = { DATA_DIR: server.dataDir };

    const beside = await runCommand("verify-ledger", ["--event", "QXW7LMD"], env);
    const { data } = await ask(server, '{ event(id: "QXW7LMD") { lastSequence } }');
    process.kill(server.pid, "SIGTERM");
    await expect
      .poll(
        () =>
          fetch(`${server.url}/health`).then(
            () => "up",
            () => "down",
          ),
        { timeout: 10_000 },
      )
      .toBe("down");
    const alone = await runCommand("verify-ledger", ["--event", "QXW7LMD", "--json"], env);

    expect(beside).toEqual({
      code: 0,
      stdout: expect.stringContaining("ok        QXW7LMD  4 rows"),
      stderr: "",
    });
    expect(data.event.lastSequence).toBe(4);
    expect([alone.code, JSON.parse(alone.stdout)]).toEqual([
      0,
      { ok: true, events: [{ eventId: "QXW7LMD", ok: true, entries: 4, findings: [] }] },
    ]);
    await server.stop();
  });

  it("compares the hash in a mail with the ledger, in groups as the mail shows it", async () => {
    const table = await createTestTable();
    const api = await createTestApi({ table });
    const eventId = await table.putEvent();
    const { payment } = await logPayment(api, { eventId });
    const env = { TABLE_NAME: table.tableName, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint };
    const expecting = (kept: string) =>
      runCommand("verify-ledger", ["--event", eventId, "--expect", kept], env);
    const groups = payment.hash.toUpperCase().replace(/.{4}/g, "$& ");
    const other = payment.hash.replace(/^./, (digit: string) => (digit === "0" ? "1" : "0"));

    const [same, different, missing, short] = await Promise.all(
      [`1:${groups}`, `1:${other}`, `2:${payment.hash}`, `1:${payment.hash.slice(0, 12)}`].map(expecting),
    );

    expect(same).toMatchObject({ code: 0 });
    expect(same?.stdout).toContain("Number 1 has the expected hash.");
    expect(different).toMatchObject({ code: 1 });
    expect(different?.stdout).toContain("Number 1 does not have the expected hash.");
    expect(different?.stdout).toContain("1 event, 1 row, 1 finding.");
    expect(missing).toMatchObject({ code: 1 });
    expect(missing?.stdout).toContain("Number 2 does not exist.");
    expect(short).toMatchObject({ code: 2, stdout: "" });
    expect(short?.stderr).toContain("64 hexadecimal digits");
  });

  it("exits with 1 and names the altered entries of all events", async () => {
    const table = await createTestTable();
    const api = await createTestApi({ table });
    const [good, bad] = [await table.putEvent(), await table.putEvent()];
    await logPayment(api, { eventId: good });
    const { payment } = await logPayment(api, { eventId: bad });
    const entry = (await table.items(bad)).find((item) => item.sk?.S?.startsWith("PAYMENT#")) ?? {};
    await table.putItem({ ...entry, amount: { N: "1" } });

    const { code, stdout } = await callCommand("verify-ledger", ["--all"], envOf(table));

    expect(code).toBe(1);
    expect(stdout).toContain(`ok        ${good}  1 row`);
    expect(stdout).toMatch(new RegExp(`FINDINGS  ${bad}  1 row\\n +ALTERED .* ${payment.id}`));
    expect(stdout).toContain("2 events, 2 rows, 1 finding.");
  });

  it("reports wrong usage in one sentence", async () => {
    const table = await createTestTable();
    const say = async (flags: string[], env: Record<string, string> = envOf(table)) => {
      const { code, stderr } = await callCommand("verify-ledger", flags, env);
      expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
      return stderr;
    };

    expect(await say([])).toContain("Usage: npm run verify-ledger");
    expect(await say(["--event", "nowhere"])).toContain('The event "nowhere" does not exist.');
    expect(await say(["--everything"])).toContain("--everything");
    expect(await say(["--all"], { ...envOf(table), TABLE_NAME: "nothing" })).toContain(
      'The table "nothing" does not exist',
    );
    expect(await say(["--all"], { DATA_DIR: "/nonexistent" })).toContain("There is no local data");
  });

  it("refuses data of an earlier format in one sentence that says how to start again", async () => {
    const table = await createTestTable();
    const earlier = { ...table, tableName: `${table.tableName}-earlier` };
    await createEarlierTable(earlier);

    const { code, stderr } = await callCommand("verify-ledger", ["--all"], envOf(earlier));

    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(
      "has an earlier format, which this version does not read (no index entered, todo).",
    );
    expect(stderr).toContain("delete that table");
  });

  it("refuses an event key that the ledger uses", async () => {
    const table = await createTestTable();
    for (const key of ["LEDGER", "TERMS", "PAYMENT#1", "REF#x"]) {
      const { code, stderr } = await callCommand("verify-ledger", ["--all"], {
        ...envOf(table),
        EVENT_SK: key,
      });
      expect([code, stderr]).toEqual([2, expect.stringContaining(`EVENT_SK must not be "${key}"`)]);
    }
  });
});

/** A table with the indexes that format 1 had. */
async function createEarlierTable({ client, tableName }: TestTable): Promise<void> {
  const names = ["received", "logged", "mail", "ledgers"];
  const keys = names.flatMap((name) => [`${name}_pk`, `${name}_sk`]);
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk", ...keys].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: names.map((name) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: `${name}_pk`, KeyType: "HASH" },
          { AttributeName: `${name}_sk`, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      })),
    }),
  );
}

describe("npm run adopt", () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
    for (const id of ["old-1", "old-2"]) await table.putEvent({ id });
    await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        putLegacyRow(table, {
          eventId: at % 3 ? "old-1" : "old-2",
          amount: "1.5",
          timestamp: `2025-05-01T10:${at + 10}:00`,
        }),
      ),
    );
    await putLegacyRow(table, { eventId: "old-1", amount: "1.005", patron: null, timestamp: "someday" });
  });

  it("reports what it would do, does it, and does nothing the second time", async () => {
    const api = await createTestApi({ table });
    const rows = async () =>
      (await table.items("old-1")).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));
    const before = await rows();

    const dry = await callCommand("adopt", ["--dry-run"], envOf(table));
    expect(await table.items("old-2")).toHaveLength(11);
    const first = await callCommand("adopt", [], envOf(table));
    const second = await callCommand("adopt", [], envOf(table));

    expect(dry.stdout).toContain("31 rows of 2 events would be adopted; 3 remarks.");
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("31 rows of 2 events adopted; 3 remarks."),
    });
    for (const what of [
      'the amount "1.005" cannot be represented in USD',
      "no patron",
      "no readable timestamp",
    ]) {
      expect(first.stdout).toContain(`old-1: ${what}`);
    }
    expect(second.stdout).toContain("0 rows of 0 events adopted; 0 remarks.");
    expect(await rows()).toEqual(before);
    expect(await readLedger(api, "old-1")).toMatchObject({
      lastSequence: 21,
      totalCollected: { amount: "30.00" },
    });
    expect((await callCommand("verify-ledger", ["--all"], envOf(table))).stdout).toContain("1 finding.");
  });

  it("adopts rows that appeared since, until adoption is finished; later ones are findings", async () => {
    await putLegacyRow(table, { eventId: "old-2", amount: "2", timestamp: "2025-04-01T10:00:00" });
    const finished = await callCommand("adopt", ["--finish"], envOf(table));
    await putLegacyRow(table, { eventId: "old-2", amount: "4", timestamp: "2025-06-01T10:00:00" });
    const { code, stdout } = await callCommand("verify-ledger", ["--event", "old-2"], envOf(table));

    expect(finished.stdout).toContain("1 row of 1 event adopted; 0 remarks.\nAdoption is finished");
    expect([code, stdout]).toEqual([1, expect.stringContaining("UNADOPTED")]);
  });

  it(`of ${LEGACY_ROWS} rows, killed halfway, continues where it stopped, and every total is right`, async () => {
    const large = await createTestTable();
    const api = await createTestApi({ table: large });
    const events = ["large-1", "large-2", "large-3"];
    for (const id of events) await large.putEvent({ id });
    const minute = (at: number) =>
      new Date(Date.UTC(2025, 0, 1) + at * 60_000).toISOString().replace("Z", "");
    for (let at = 0; at < LEGACY_ROWS; at += 50) {
      const batch = Array.from({ length: Math.min(50, LEGACY_ROWS - at) }, (_, index) => at + index);
      await Promise.all(
        batch.map((row) =>
          putLegacyRow(large, { eventId: events[row % 3] ?? "", amount: "0.03", timestamp: minute(row) }),
        ),
      );
    }
    const adopted = async () => {
      const { data } = await api.graphql("query ($ids: [ID!]!) { events(ids: $ids) { lastSequence } }", {
        ids: events,
      });
      return data.events.reduce(
        (sum: number, event: { lastSequence: number }) => sum + event.lastSequence,
        0,
      );
    };

    const first = startCommand("adopt", [], envOf(large));
    await expect.poll(adopted, { interval: 5, timeout: 60_000 }).toBeGreaterThan(LEGACY_ROWS / 4);
    first.kill();
    await first.ended;
    const halfway = await adopted();
    expect(halfway).toBeLessThan(LEGACY_ROWS);
    expect((await readLedger(api, "large-1")).totalCollected.minorUnits).toBe(Math.ceil(LEGACY_ROWS / 3) * 3);
    const second = await callCommand("adopt", [], envOf(large));

    expect(second.stdout).toContain(`${(LEGACY_ROWS - halfway).toLocaleString("en")} rows of`);
    expect(await adopted()).toBe(LEGACY_ROWS);
    const verified = await callCommand("verify-ledger", ["--all"], envOf(large));
    expect(verified.stdout).toContain(`3 events, ${LEGACY_ROWS.toLocaleString("en")} rows, 0 findings.`);
  }, 300_000);
});

describe("npm run resend-mails", () => {
  it("sends failed mails again, and no others", async () => {
    const smtp = await startSmtp();
    const api = await createTestApi();
    const worker = createMailWorker(api, { smtpUrl: smtp.url });
    const env = envOf(api.table);
    const given = await api.table.putEvent();
    smtp.behave("refuses");
    await logPayment(api, { eventId: given, patronEmail: "maya@example.com" });
    for (let hours = 0; hours <= 78; hours += 6) {
      await worker.sweep();
      api.clock.advance({ hours: 6 });
    }
    smtp.behave("accepts");
    const fine = await api.table.putEvent();
    await logPayment(api, { eventId: fine });
    await worker.deliver(fine);

    const dry = await runCommand("resend-mails", ["--dry-run"], env);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining("2 failed mails.") });
    expect(dry.stdout).toMatch(new RegExp(`^${given}  \\S+  receipt  .*Daily limit`, "m"));
    expect(await callCommand("resend-mails", ["--event-id", fine], env)).toMatchObject({
      stdout: "0 of 0 failed mails queued again.\n",
    });
    expect(await callCommand("resend-mails", [], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("2 of 2 failed mails queued again."),
    });
    await worker.deliver(given);
    expect(
      smtp.mails.filter(({ text }) => text?.includes(`(${given})`) || text?.includes("receipt")),
    ).toHaveLength(2);
    expect((await callCommand("resend-mails", [], env)).stdout).toBe("0 of 0 failed mails queued again.\n");
    worker.close();
    await smtp.close();
  });

  it("refuses invalid dates", async () => {
    const { code, stderr } = await callCommand(
      "resend-mails",
      ["--entered-from", "June"],
      envOf(await createTestTable()),
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining("enteredFrom")]);
  });
});
