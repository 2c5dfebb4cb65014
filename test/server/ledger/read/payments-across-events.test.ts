import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../../support/api.ts";
import { readCsv } from "../../../support/csv-reader.ts";
import { asDecimal, type LoadedEntry, loadManyPayments } from "../../../support/many-payments.ts";
import { logPayment } from "../../../support/payments.ts";
import { runCommand } from "../../../support/run-command.ts";

const IS_FULL = process.env.TEST_SIZE === "full";
const LOAD = IS_FULL ? { payments: 100_000, events: 2_000 } : { payments: 2_000, events: 100 };
const TIMEOUT_MILLISECONDS = IS_FULL ? 600_000 : 60_000;
const TIME_ZONE = "America/Los_Angeles";

let api: TestApi;
let loaded: LoadedEntry[];

beforeAll(async () => {
  api = await createTestApi({ now: "2026-11-23T20:00:00.000Z", timeZone: TIME_ZONE });
  loaded = await loadManyPayments(api.table, LOAD);
}, TIMEOUT_MILLISECONDS);

interface Filter {
  receivedFrom?: string;
  receivedTo?: string;
  enteredFrom?: string;
  enteredTo?: string;
  method?: string;
  patron?: string;
  eventId?: string;
  status?: string;
}

const LIST = `query ($filter: PaymentFilter, $first: Int, $after: String, $orderBy: PaymentOrder) {
  payments(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    nodes { id eventId sequence kind status patron amount { minorUnits currency } method receivedOn loggedAt }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for, and fails when it is not there.
type Node = any;

/** Reads a page, and retries if the table is too busy, as the error suggests. */
async function page(variables: Record<string, unknown>) {
  for (;;) {
    const { data, errors } = await api.graphql(LIST, variables);
    if (errors?.[0]?.extensions?.code === "SERVICE_UNAVAILABLE") continue;
    expect(errors).toBeUndefined();
    return data.payments;
  }
}

/** Pages through a whole list like an integrator. */
async function readAll(
  filter: Filter | undefined,
  { first = 100, orderBy = "NEWEST_FIRST" } = {},
): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes: more, pageInfo } = await page({ filter, first, after, orderBy });
    expect(more.length).toBeLessThanOrEqual(first);
    nodes.push(...more);
    if (!pageInfo.hasNextPage) return nodes;
    expect(pageInfo.endCursor).not.toBe(after);
    after = pageInfo.endCursor;
  }
}

const days = new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE });
const dayOf = (instant: string) => days.format(new Date(instant));
const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();

/** The entries that match a filter, found without the server's code. */
const matching = (filter: Filter) =>
  loaded.filter(
    (entry) =>
      (!filter.receivedFrom || entry.receivedOn >= filter.receivedFrom) &&
      (!filter.receivedTo || entry.receivedOn <= filter.receivedTo) &&
      (!filter.enteredFrom || dayOf(entry.loggedAt) >= filter.enteredFrom) &&
      (!filter.enteredTo || dayOf(entry.loggedAt) <= filter.enteredTo) &&
      (!filter.method || entry.method === filter.method) &&
      (!filter.patron || fold(entry.patron).includes(fold(filter.patron))) &&
      (!filter.eventId || entry.eventId === filter.eventId) &&
      (!filter.status || entry.status === filter.status),
  );

const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => id);

const FILTERS: [string, Filter][] = [
  ["days received", { receivedFrom: "2025-12-20", receivedTo: "2026-01-10" }],
  ["one day received", { receivedFrom: "2026-02-28", receivedTo: "2026-02-28" }],
  ["days logged", { enteredFrom: "2025-12-31", enteredTo: "2026-01-01" }],
  ["days logged over a change of clocks", { enteredFrom: "2026-03-08", enteredTo: "2026-03-08" }],
  ["an open end", { receivedFrom: "2026-09-15" }],
  ["an open beginning", { enteredTo: "2025-04-01" }],
  ["a method", { method: "ZELLE", receivedFrom: "2026-01-01", receivedTo: "2026-02-28" }],
  ["a part of a patron's name", { patron: "ines d", receivedFrom: "2026-01-01", receivedTo: "2026-03-31" }],
  ["a status", { status: "VOIDED", enteredFrom: "2026-01-01", enteredTo: "2026-06-30" }],
  ["both kinds of days", { receivedFrom: "2026-01-01", receivedTo: "2026-02-01", enteredFrom: "2026-02-01" }],
  ["an event", { eventId: "charter-00007" }],
  ["an event and a method", { eventId: "charter-00003", method: "CASH", receivedFrom: "2025-06-01" }],
  [
    "everything at once",
    {
      eventId: "charter-00012",
      status: "RECORDED",
      patron: "A",
      receivedFrom: "2025-01-01",
      enteredTo: "2026-12-31",
    },
  ],
];

describe("the payments of all events", () => {
  it.each(FILTERS)(
    "are exactly those that match %s, each once",
    { timeout: TIMEOUT_MILLISECONDS },
    async (_, filter) => {
      const nodes = await readAll(filter);

      expect(idsOf(nodes).sort()).toEqual(idsOf(matching(filter)).sort());
      expect(matching(filter).length).toBeGreaterThan(0);
    },
  );

  it("are returned as they were logged", async () => {
    const filter = { receivedFrom: "2026-02-01", receivedTo: "2026-02-03" };
    const expected = new Map(matching(filter).map((entry) => [entry.id, entry]));

    for (const node of await readAll(filter)) {
      const { minorUnits, currency, ...rest } = expected.get(node.id) as LoadedEntry;
      expect(node).toEqual({ ...rest, amount: { minorUnits, currency } });
    }
  });

  it("are sorted by the day received if such days are given, otherwise by when they were logged, in either direction", async () => {
    const received = await readAll({ receivedFrom: "2025-12-30", receivedTo: "2026-01-02" });
    const logged = await readAll({ enteredFrom: "2025-12-30", enteredTo: "2026-01-02" });
    const oldest = await readAll(
      { enteredFrom: "2025-12-30", enteredTo: "2026-01-02" },
      { orderBy: "OLDEST_FIRST" },
    );

    const receivedOn = received.map((node) => node.receivedOn);
    expect(receivedOn).toEqual([...receivedOn].sort().reverse());
    const instants = logged.map((node) => node.loggedAt);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(idsOf(oldest)).toEqual(idsOf(logged).reverse());
  });

  it("are complete without a filter", { timeout: TIMEOUT_MILLISECONDS }, async () => {
    const nodes = await readAll(undefined);

    expect(idsOf(nodes).sort()).toEqual(idsOf(loaded).sort());
  });
});

describe("the CSV of all events", () => {
  const EXPORT = { headers: { authorization: `Bearer ${PASSWORD}` } };

  it("is exact to the minor unit for a quarter", { timeout: TIMEOUT_MILLISECONDS }, async () => {
    const answer = await api.fetch("/export.csv?receivedFrom=2026-01-01&receivedTo=2026-03-31", EXPORT);
    const [header = [], ...rows] = readCsv(await answer.text());
    const cells = (name: string) => rows.map((row) => row[header.indexOf(name)]);

    const expected = matching({ receivedFrom: "2026-01-01", receivedTo: "2026-03-31" });
    expect(cells("payment_id").sort()).toEqual(idsOf(expected).sort());
    expect(cells("minor_units").reduce((sum, cell) => sum + BigInt(cell ?? ""), 0n)).toBe(
      BigInt(sumOf(expected)),
    );
  });

  it.runIf(IS_FULL)("is refused for more than 20,000 rows", { timeout: TIMEOUT_MILLISECONDS }, async () => {
    const answer = await api.fetch("/export.csv", EXPORT);

    expect(answer.status).toBe(422);
    expect((await answer.json()).message).toContain("20,000 rows");
  });

  it("is written by npm run export with constant memory", {
    timeout: TIMEOUT_MILLISECONDS,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "payments-files-"));
    const out = join(folder, "all.csv");
    const env = {
      AWS_ENDPOINT_URL_DYNAMODB: api.table.endpoint,
      TABLE_NAME: api.table.tableName,
      NODE_OPTIONS: "--max-old-space-size=64",
    };
    const { code, stdout, stderr } = await runCommand("export", ["--out", out], env);
    const [, ...rows] = readCsv((await readFile(out, "utf8")).slice(1));
    await rm(folder, { recursive: true });

    const said = `${loaded.length.toLocaleString("en")} rows exported.\n`;
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: said });
    expect(rows.map(([id]) => id).sort()).toEqual(idsOf(loaded).sort());
  });
});

const TOTALS = `query ($filter: PaymentFilter!, $currency: String) {
  paymentTotals(filter: $filter, currency: $currency) {
    total { amount currency } count
    byMethod { method total { minorUnits } count }
    byDay { date total { minorUnits } count }
    otherCurrencies
  }
}`;

/** Sums entries by a property, in the form of the schema, without the server's code. */
function sums<Key extends string>(name: string, entries: LoadedEntry[], keyOf: (entry: LoadedEntry) => Key) {
  const keys = [...new Set(entries.map(keyOf))];
  return keys.map((key) => {
    const own = entries.filter((entry) => keyOf(entry) === key);
    return { [name]: key, total: { minorUnits: sumOf(own) }, count: countActive(own) };
  });
}

const sumOf = (entries: LoadedEntry[]) => entries.reduce((sum, { minorUnits }) => sum + minorUnits, 0);
const countActive = (entries: LoadedEntry[]) =>
  entries.filter(({ kind, status }) => kind === "PAYMENT" && status !== "VOIDED").length;
const inOrder = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();

const PERIODS: [string, Filter, (entry: LoadedEntry) => string][] = [
  [
    "a year received",
    { receivedFrom: "2025-06-01", receivedTo: "2026-05-31" },
    ({ receivedOn }) => receivedOn,
  ],
  [
    "a day received",
    { receivedFrom: "2026-02-14", receivedTo: "2026-02-14" },
    ({ receivedOn }) => receivedOn,
  ],
  [
    "a quarter logged",
    { enteredFrom: "2025-12-01", enteredTo: "2026-03-31" },
    ({ loggedAt }) => dayOf(loggedAt),
  ],
  [
    "received payments that match a search",
    {
      receivedFrom: "2026-01-01",
      receivedTo: "2026-06-30",
      method: "CARD",
      patron: "okafor",
      status: "VOIDED",
    },
    ({ receivedOn }) => receivedOn,
  ],
  [
    "an event",
    { eventId: "charter-00002", receivedFrom: "2025-12-01", receivedTo: "2026-11-30" },
    ({ receivedOn }) => receivedOn,
  ],
];

describe("the totals of a period", () => {
  it.each(PERIODS)("are exact for %s", { timeout: TIMEOUT_MILLISECONDS }, async (_, filter, dayCounted) => {
    const own = matching(filter).filter(({ currency }) => currency === "USD");
    const { data } = await api.graphql(TOTALS, { filter });

    const { byMethod, byDay, ...rest } = data.paymentTotals;
    expect(own.length).toBeGreaterThan(0);
    expect(rest).toEqual({
      total: { amount: asDecimal(sumOf(own), "USD"), currency: "USD" },
      count: countActive(own),
      otherCurrencies: own.length < matching(filter).length ? ["JPY"] : [],
    });
    expect(inOrder(byMethod)).toEqual(inOrder(sums("method", own, ({ method }) => method)));
    expect(inOrder(byDay)).toEqual(inOrder(sums("date", own, dayCounted)));
    const dates = byDay.map(({ date }: { date: string }) => date);
    expect(dates).toEqual([...dates].sort());
  });

  it("are returned in another currency on request", async () => {
    const filter = { receivedFrom: "2025-06-01", receivedTo: "2026-05-31" };
    const own = matching(filter).filter(({ currency }) => currency === "JPY");
    const { data } = await api.graphql(TOTALS, { filter, currency: "JPY" });

    expect(data.paymentTotals).toMatchObject({
      total: { amount: String(sumOf(own)), currency: "JPY" },
      otherCurrencies: ["USD"],
    });
  });

  it("end today by default", async () => {
    const open = await api.graphql(TOTALS, { filter: { receivedFrom: "2026-01-01" } });
    const closed = await api.graphql(TOTALS, {
      filter: { receivedFrom: "2026-01-01", receivedTo: "2026-11-23" },
    });

    expect(open.data).toEqual(closed.data);
  });
});

describe("an invalid request", () => {
  const badFilters: [string, Filter][] = [
    ["an invalid day", { receivedFrom: "2026-02-30" }],
    ["a day too long ago", { enteredFrom: "1899-12-31" }],
    ["an interval that ends before it starts", { receivedFrom: "2026-02-02", receivedTo: "2026-02-01" }],
    ["a patron without a letter", { patron: " \u200b" }],
    ["a patron too long", { patron: "a".repeat(201) }],
    ["an invalid event id", { eventId: "" }],
    ["a partition of our own", { eventId: "APIKEY#1" }],
  ];

  it.each(badFilters)("is refused: %s", async (_, filter) => {
    const list = await api.graphql(LIST, { filter });
    const totals = await api.graphql(TOTALS, { filter: { receivedFrom: "2026-01-01", ...filter } });

    expect(list.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    expect(totals.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  it.each([
    ["no first day", { method: "CASH" }],
    ["only a last day", { receivedTo: "2026-01-01" }],
    ["more than 366 days", { receivedFrom: "2025-01-01", receivedTo: "2026-01-02" }],
    ["an open end long ago", { enteredFrom: "2025-01-01" }],
  ])("is refused for totals: %s", async (_, filter) => {
    const { errors } = await api.graphql(TOTALS, { filter });

    expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  it("is refused: an invalid currency", async () => {
    const { errors } = await api.graphql(TOTALS, { filter: { receivedFrom: "2026-01-01" }, currency: "XYZ" });

    expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  it("is refused: a cursor of another list, of other days, or a forged one", async () => {
    const received = { receivedFrom: "2026-02-01", receivedTo: "2026-02-28" };
    const { pageInfo } = await page({ filter: received, first: 1 });
    const ofEvent = await page({ filter: { eventId: "charter-00001" }, first: 1 });
    const forged = (place: unknown) =>
      Buffer.from(`received\0${JSON.stringify(place)}`).toString("base64url");
    const tries: [Filter, string][] = [
      [{ enteredFrom: "2026-02-01" }, pageInfo.endCursor],
      [{ receivedFrom: "2026-03-01" }, pageInfo.endCursor],
      [received, ofEvent.pageInfo.endCursor],
      [received, forged([2026, "2026-02-02#x", "charter-00001"])],
      [received, forged([2026, "2026-02-02#x", "charter-00001", "y"])],
      [received, forged([2025, "2026-02-02#x", "charter-00001", "x"])],
      [received, forged([2026, "2026-02-02#x", "APIKEY#1", "x"])],
      [received, forged({})],
      [received, Buffer.from("received\0nonsense").toString("base64url")],
    ];

    for (const [filter, after] of tries) {
      const { errors } = await api.graphql(LIST, { filter, after });
      expect(errors?.[0]?.extensions?.code, JSON.stringify([filter, after])).toBe("BAD_USER_INPUT");
    }
    expect(api.accidents).toEqual([]);
  });
});

describe("event.payments with a filter", () => {
  const OF_EVENT = `query ($id: ID!, $filter: PaymentFilter, $first: Int, $after: String, $last: Int, $before: String) {
    event(id: $id) { payments(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }
  }`;
  const id = "charter-00004";
  const filter = { status: "RECORDED", receivedFrom: "2025-03-01" };

  it("pages to the end and back through exactly the matching entries", async () => {
    const expected = idsOf(matching({ ...filter, eventId: id }).reverse());
    const first = (await api.graphql(OF_EVENT, { id, filter, first: 3 })).data.event.payments;
    const rest = (await api.graphql(OF_EVENT, { id, filter, first: 100, after: first.pageInfo.endCursor }))
      .data.event.payments;
    const back = (await api.graphql(OF_EVENT, { id, filter, last: 2, before: rest.pageInfo.startCursor }))
      .data.event.payments;

    expect(idsOf([...first.nodes, ...rest.nodes])).toEqual(expected);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(idsOf(back.nodes)).toEqual(expected.slice(1, 3));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it("refuses the id of another event", async () => {
    const { errors } = await api.graphql(OF_EVENT, { id, filter: { eventId: "charter-00005" } });

    expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

describe("pages of a list", () => {
  it("have no duplicates and no gaps while many people keep logging", {
    timeout: TIMEOUT_MILLISECONDS,
  }, async () => {
    const filter = { enteredFrom: IS_FULL ? "2026-09-15" : "2026-01-01" };
    const known = new Set(idsOf(matching(filter)));
    const writers = new AbortController();
    const added = keepLogging(writers.signal, { writers: 50 });
    const seen = idsOf(await readAll(filter, { first: 50 }).finally(() => writers.abort()));

    expect(await added).toBeGreaterThan(50);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => known.has(id)).sort()).toEqual([...known].sort());
  });
});

/** Logs payments on separate events, one writer for each, until stopped. Returns the number of payments. */
async function keepLogging(signal: AbortSignal, { writers }: { writers: number }): Promise<number> {
  const counts = Array.from({ length: writers }, async (_, writer) => {
    const eventId = await api.table.putEvent({ id: `busy-${writer}` });
    let count = 0;
    do {
      await logPayment(api, { eventId, amount: String(count + 1) });
      count += 1;
    } while (!signal.aborted);
    return count;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
