import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { readCsv } from "../../support/csv-reader.ts";
import { asDecimal, type LoadedEntry, loadManyPayments } from "../../support/many-payments.ts";
import { putOldRow } from "../../support/old-rows.ts";
import { logPayment } from "../../support/payments.ts";

let api: TestApi;
let loaded: LoadedEntry[];

beforeAll(async () => {
  api = await createTestApi({ now: "2026-11-23T20:00:00.000Z" });
  loaded = await loadManyPayments(api.table, { payments: 1_000, events: 50 });
});

const get = (query: string, as: string | null = PASSWORD) =>
  api.fetch(`/export.csv${query}`, { headers: as === null ? {} : { authorization: `Bearer ${as}` } });

/** The rows of an export, by the names in its header. */
async function exported(query: string): Promise<Record<string, string>[]> {
  const response = await get(query);
  expect(response.status).toBe(200);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  expect(text.startsWith("\ufeff")).toBe(true);
  const [header = [], ...rows] = readCsv(text.slice(1));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
}

describe("GET /export.csv", () => {
  it("returns exactly the entries that match the filter, oldest first, in decimal and minor units", async () => {
    const expected = loaded.filter(
      ({ receivedOn, method }) =>
        receivedOn >= "2026-01-05" && receivedOn <= "2026-03-20" && method === "ACH",
    );
    const rows = await exported("?receivedFrom=2026-01-05&receivedTo=2026-03-20&method=ACH");

    const told = rows.map((row) => [row.payment_id, row.amount, row.minor_units, row.currency, row.status]);
    const meant = expected.map((entry) => [
      entry.id,
      asDecimal(entry.minorUnits, entry.currency),
      String(entry.minorUnits),
      entry.currency,
      entry.status,
    ]);
    expect(meant.length).toBeGreaterThan(5);
    expect(told.sort()).toEqual(meant.sort());
    const days = rows.map((row) => row.received_on);
    expect(days).toEqual([...days].sort());
  });

  it("escapes formulas, and leaves negative amounts unchanged", async () => {
    const eventId = await api.table.putEvent();
    const nasty = ["=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "-5.00", 'a "quoted", one', "two\nlines"];
    for (const [at, notes] of nasty.entries())
      await logPayment(api, { eventId, amount: `${at + 1}.00`, patron: `${notes.split("\n")[0]}`, notes });
    await api.graphql(
      `mutation ($id: ID!) { voidPayment(input: { paymentId: $id, reason: "=cmd" }) { __typename } }`,
      { id: (await exported(`?eventId=${eventId}`))[0]?.payment_id },
    );

    const rows = await exported(`?eventId=${eventId}`);

    const guarded = [
      "'=1+1",
      "'+1",
      "'-1+1",
      "'@SUM(A1)",
      "'＝1+1",
      "-5.00",
      'a "quoted", one',
      "two\nlines",
    ];
    expect(rows.slice(0, nasty.length).map((row) => row.notes)).toEqual(guarded);
    expect(rows.at(-1)).toMatchObject({
      kind: "VOID",
      amount: "-1.00",
      minor_units: "-100",
      reason: "'=cmd",
    });
  });

  it("returns legacy rows with what they stored", async () => {
    const eventId = await api.table.putEvent();
    await putOldRow(api.table, { eventId, amount: "125.505", timestamp: "2026-05-01T10:00:00Z" });
    await logPayment(api, { eventId });

    expect(await exported(`?eventId=${eventId}`)).toMatchObject([
      { amount: "125.505", minor_units: "", adopted: "true", received_on: "2026-05-01" },
      { amount: "125.50", minor_units: "12550", adopted: "false" },
    ]);
  });

  it("is named after its days, and not cached", async () => {
    const { headers } = await get("?receivedFrom=2026-02-01&receivedTo=2026-02-02");

    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(
      'attachment; filename="payments-2026-02-01-2026-02-02.csv"',
    );
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["an unknown name", "?from=2026-01-01"],
    ["a name given twice", "?method=CASH&method=CARD"],
    ["an invalid day", "?receivedFrom=2026-02-30"],
    ["an unknown method", "?method=BARTER"],
    ["an unknown status", "?status=GONE"],
  ])("refuses %s with a message", async (_, query) => {
    const response = await get(query);

    expect(response.status).toBe(400);
    expect((await response.json()).message).toContain("`");
  });

  it("requires the right to read payments", async () => {
    const [state, write, read] = await Promise.all([
      api.makeKey(["STATE_READ"]),
      api.makeKey(["PAYMENTS_WRITE"]),
      api.makeKey(["PAYMENTS_READ"]),
    ]);
    const query = "?receivedFrom=2026-02-01&receivedTo=2026-02-01";
    const statuses = await Promise.all(
      [null, state, write, read].map(async (key) => (await get(query, key)).status),
    );

    expect(statuses).toEqual([401, 403, 403, 200]);
    expect((await api.fetch("/export.csv", { method: "POST", body: "{}" })).status).toBe(405);
  });

  it("may be fetched by pages of allowed origins, and by no others", async () => {
    const shared = await createTestApi({
      table: api.table,
      allowedOrigins: ["https://dispatch.example.com"],
    });
    const from = async (origin: string, method: string) => {
      const headers = { origin, authorization: `Bearer ${PASSWORD}` };
      const answer = await shared.fetch("/export.csv?eventId=charter-00001", { method, headers });
      return ["allow-origin", "allow-headers"].map((name) => answer.headers.get(`access-control-${name}`));
    };

    const own = "https://dispatch.example.com";
    expect(await from(own, "GET")).toEqual([own, null]);
    expect(await from(own, "OPTIONS")).toEqual([own, expect.stringContaining("authorization")]);
    expect(await from("https://elsewhere.example.com", "GET")).toEqual([null, null]);
    expect(await from("null", "OPTIONS")).toEqual([null, null]);
  });

  it("refuses an export beyond the limit, and names the command to use", async () => {
    const eventId = await api.table.putEvent();
    const notes = "ü".repeat(2000);
    const large = createTestApi({ table: api.table, store: (real) => repeatingLines(real, eventId) });
    await logPayment(api, { eventId, notes });

    const response = await (await large).fetch(`/export.csv?eventId=${eventId}`, {
      headers: { authorization: `Bearer ${PASSWORD}` },
    });

    expect(response.status).toBe(422);
    expect((await response.json()).message).toContain("npm run export");
  });
});

/** A store whose ledger of one event seems to contain its one entry two thousand times. */
function repeatingLines(real: TestApi["store"], eventId: string): TestApi["store"] {
  return {
    ...real,
    async readPage(request) {
      const page = await real.readPage(request);
      if (request.eventId !== eventId) return page;
      return { ...page, lines: Array.from({ length: 2000 }, () => page.lines).flat() };
    },
  };
}
