import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../support/api.ts";
import { readCsv } from "../support/csv-reader.ts";
import { readLedger } from "../support/payments.ts";
import { callCommand, runCommand } from "../support/run-command.ts";
import { startSmtp } from "../support/smtp.ts";
import type { TestTable } from "../support/table.ts";

let api: TestApi;
let folder: string;

beforeAll(async () => {
  api = await createTestApi();
  folder = await mkdtemp(join(tmpdir(), "payments-files-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const envOf = (table: TestTable) => ({
  AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  TABLE_NAME: table.tableName,
});

describe("npm run export", () => {
  it("accepts the filter of the lists, and reports its faults", async () => {
    const eventId = await api.table.putEvent();
    for (const [patron, method] of [
      ["Maya Rivera", "CASH"],
      ["Tom Okafor", "CARD"],
    ])
      await api.graphql(`mutation ($input: LogPaymentInput!) { logPayment(input: $input) { __typename } }`, {
        input: { eventId, patron, method, amount: "5.00" },
      });
    const flags = ["--entered-from", "2026-06-14", "--entered-to", "2026-06-14", "--method", "CARD"];

    const good = await runCommand("export", flags, envOf(api.table));
    const bad = await callCommand("export", ["--received-from", "June"], envOf(api.table));

    expect(readCsv(good.stdout.slice(1)).map((row) => row[7])).toEqual(["patron", "Tom Okafor"]);
    expect([bad.code, bad.stdout]).toEqual([2, ""]);
    expect(bad.stderr).toContain("`receivedFrom` must be a date");
  });
});

describe("npm run import", () => {
  const sheet = (eventId: string) =>
    [
      "Event,Patron,Amount,Method,Reference,Received on,Notes,Colour",
      `${eventId},Maya Rivera,"$1,250.00",check,1041,2026-06-01,"deposit, by post",blue`,
      `${eventId},Tom Okafor,300,Zelle,,2026-06-02,,`,
      `${eventId},Inés Duarte,0.07,,,,'=1+1,`,
      "",
      `nowhere,Maya Rivera,5,,,,,`,
      `${eventId},Maya Rivera,1250.00,CHECK,1041,2026-06-01,,`,
    ].join("\r\n");

  async function write(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  it("reports the outcome of each row, and writes nothing", async () => {
    const eventId = await api.table.putEvent();
    const path = await write("dry.csv", sheet(eventId));

    const { code, stdout } = await callCommand("import", [path, "--dry-run"], envOf(api.table));

    expect(code).toBe(1);
    expect(stdout.trim().split("\n")).toEqual([
      `row 2: would be logged: Maya Rivera $1,250.00 ${eventId}`,
      expect.stringMatching(/^row 3: refused: Tom Okafor 300 .*confirmation is required/),
      `row 4: would be logged: Inés Duarte 0.07 ${eventId}`,
      "row 6: refused: Maya Rivera 5 nowhere (the event does not exist)",
      `row 7: possible duplicate, not logged: Maya Rivera 1250.00 ${eventId} (repeats row 2)`,
      expect.stringMatching(/^2 rows would be logged, 0 already imported, 1 possible duplicate, 2 refused\./),
    ]);
    expect(await readLedger(api, eventId)).toMatchObject({ paymentCount: 0, lastSequence: 0 });
  });

  it("logs the valid rows with one mail, and logs nothing from the same file again", async () => {
    const smtp = await startSmtp();
    const eventId = await api.table.putEvent();
    const path = await write("payments.csv", sheet(eventId));
    const env = { ...envOf(api.table), SMTP_URL: smtp.url, SCC_GMAIL_TO: "ines@example.com" };

    const first = await runCommand("import", [path, "--recorded-by", "Ines Duarte"], env);
    const dry = await callCommand("import", [path, "--dry-run"], env);
    const again = await callCommand("import", [path, "--recorded-by", "Ines Duarte"], env);

    expect(first.stdout).toContain("2 rows logged, 0 already imported, 1 possible duplicate, 2 refused.");
    expect(dry.stdout).toContain(
      "0 rows would be logged, 2 already imported, 1 possible duplicate, 2 refused.",
    );
    expect(again.stdout).toContain("0 rows logged, 2 already imported, 1 possible duplicate, 2 refused.");
    const { payments, totalCollected } = await readLedger(api, eventId);
    expect(totalCollected.amount).toBe("1250.07");
    expect(payments.nodes).toMatchObject([
      {
        patron: "Maya Rivera",
        method: "CHECK",
        reference: "1041",
        receivedOn: "2026-06-01",
        notes: "deposit, by post",
        recordedBy: "Ines Duarte",
        notification: { status: "OFF", lastError: expect.stringContaining("imported") },
      },
      { patron: "Inés Duarte", method: "OTHER", notes: "=1+1" },
    ]);
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(["2 payments imported: $1,250.07"]);
    expect(smtp.mails[0]?.text).toMatch(/Rows not logged: +3/);
    await smtp.close();
  });

  it("continues an interrupted import, and logs duplicates and reads dates as the flags say", async () => {
    const eventId = await api.table.putEvent();
    const rows = Array.from({ length: 30 }, (_, at) => `${eventId};Tom Okafor;${at + 1}.00;6/${at + 1}/2025`);
    const text = (count: number) =>
      ["event id;patron;amount;date", ...rows.slice(0, count), ...rows.slice(0, 1)].join("\n");
    const part = await write("part.csv", text(12));
    const whole = await write("whole.csv", text(30));

    await callCommand("import", [part, "--dates", "mdy", "--no-mail"], envOf(api.table));
    const rest = await callCommand(
      "import",
      [whole, "--dates", "mdy", "--allow-duplicates"],
      envOf(api.table),
    );

    expect(rest).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("19 rows logged, 12 already imported, 0 possible"),
    });
    const { paymentCount, totalCollected, payments } = await readLedger(api, eventId);
    expect([paymentCount, totalCollected.amount]).toEqual([31, "466.00"]);
    expect(payments.nodes[0]).toMatchObject({ receivedOn: "2025-06-01", duplicateOf: null });
  });

  it("imports an exported file, except voids", async () => {
    const { api: source, eventId } = await aLedgerWithVoid();
    const target = await createTestApi();
    await target.table.putEvent({ id: eventId });
    const path = join(folder, "exported.csv");
    await callCommand("export", ["--event-id", eventId, "--out", path], envOf(source.table));

    const { stdout } = await callCommand("import", [path], envOf(target.table));

    expect(stdout).toContain("2 rows logged, 0 already imported, 0 possible duplicates, 1 refused.");
    expect(stdout).toContain("only payments are imported");
  });

  it.each([
    ["a missing file", "missing.csv", null, "cannot be read"],
    ["no header", "no-header.csv", "a,b,c\n1,2,3", "Missing: eventId, patron, amount"],
    [
      "two columns for one field",
      "twice.csv",
      "event,event id,patron,amount\n",
      "Two columns contain eventId",
    ],
    ["an unclosed quote", "quote.csv", 'event,patron,amount\nx,"Maya,5', "quote"],
  ])("refuses %s in one sentence", async (_, name, text, sentence) => {
    const path = text === null ? join(folder, name) : await write(name, text);
    const { code, stderr } = await callCommand("import", [path], envOf(api.table));

    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(sentence);
  });
});

async function aLedgerWithVoid(): Promise<{ api: TestApi; eventId: string }> {
  const own = await createTestApi();
  const eventId = await own.table.putEvent();
  const log = `mutation ($input: LogPaymentInput!) { logPayment(input: $input) { ... on PaymentLogged { payment { id } } } }`;
  const input = { eventId, patron: "-Maya Rivera", amount: "12.50" };
  await own.graphql(log, { input });
  const { data } = await own.graphql(log, { input: { ...input, amount: "13.00" } });
  await own.graphql(
    `mutation ($id: ID!) { voidPayment(input: { paymentId: $id, reason: "A slip." }) { __typename } }`,
    {
      id: data.logPayment.payment.id,
    },
  );
  return { api: own, eventId };
}
