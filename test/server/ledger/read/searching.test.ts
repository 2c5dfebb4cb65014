import { describe, expect, it } from "vitest";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";

const LIST = `query ($filter: PaymentFilter, $first: Int, $after: String) {
  payments(filter: $filter, first: $first, after: $after) {
    nodes { id eventId adopted patron } pageInfo { hasNextPage endCursor }
  }
}`;

const OF_EVENT = `query ($id: ID!, $filter: PaymentFilter, $after: String) {
  event(id: $id) { payments(filter: $filter, after: $after) { nodes { id patron } pageInfo { hasNextPage endCursor } } }
}`;

const VOID = `mutation ($id: ID!) { voidPayment(input: { paymentId: $id, reason: "A slip." }) { __typename } }`;

async function list(api: TestApi, variables: Record<string, unknown>) {
  const { data, errors } = await api.graphql(LIST, variables);
  expect(errors).toBeUndefined();
  return data.payments;
}

const patrons = (page: { nodes: { patron: string }[] }) => page.nodes.map(({ patron }) => patron).sort();

describe("a search with few matches", () => {
  /** A store whose index seems to contain everything fifty times, and that counts how often it is read. */
  function endless(real: LedgerStore, reads: { count: number }): LedgerStore {
    return {
      ...real,
      async readIndex(request) {
        reads.count += 1;
        const { entries } = await real.readIndex({ ...request, after: undefined });
        const repeated = Array.from({ length: request.limit }, () => entries).flat();
        return { entries: repeated.slice(0, request.limit), hasMore: entries.length > 0 };
      },
      async readPage(request) {
        reads.count += 1;
        const { lines } = await real.readPage({ ...request, after: undefined });
        const repeated = Array.from({ length: request.limit }, () => lines).flat();
        return { lines: repeated.slice(0, request.limit), hasMore: lines.length > 0 };
      },
    };
  }

  it("ends its page after ten thousand entries, and says where to continue", async () => {
    const reads = { count: 0 };
    const api = await createTestApi({ store: (real) => endless(real, reads) });
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, patron: "Maya Rivera" });

    reads.count = 0;
    const page = await list(api, {
      filter: { patron: "nobody", enteredFrom: "2026-06-01", enteredTo: "2026-06-30" },
    });
    expect(page).toEqual({ nodes: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String) } });
    expect(reads.count).toBe(10);

    reads.count = 0;
    const { data } = await api.graphql(OF_EVENT, { id: eventId, filter: { patron: "nobody" } });
    expect(data.event.payments).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
    expect(reads.count).toBe(10);
  });
});

describe("an index that lags behind", () => {
  it("returns no entry with an outdated status", async () => {
    const api = await createTestApi({
      store: (real) => ({
        ...real,
        async readIndex(request) {
          const page = await real.readIndex(request);
          return {
            ...page,
            entries: page.entries.map((entry) => ({ ...entry, status: "RECORDED" as const })),
          };
        },
      }),
    });
    const eventId = await api.table.putEvent();
    const { payment } = await logPayment(api, { eventId, patron: "Maya Rivera" });
    await logPayment(api, { eventId, patron: "Tom Okafor", amount: "7" });
    await api.graphql(VOID, { id: payment.id });

    const found = await list(api, { filter: { status: "RECORDED", enteredFrom: "2026-06-01" } });

    expect(patrons(found)).toEqual(["Maya Rivera", "Tom Okafor"]);
    expect(found.nodes.map(({ id }: { id: string }) => id)).not.toContain(payment.id);
  });
});

describe("legacy rows", () => {
  const rows = [
    [
      "far west, where it was the day before",
      "2026-04-30T22:00:00-12:00",
      { receivedFrom: "2026-05-01", receivedTo: "2026-05-01" },
    ],
    [
      "far east, where it was the day after",
      "2026-05-02T20:00:00+14:00",
      { receivedFrom: "2026-05-01", receivedTo: "2026-05-01" },
    ],
    [
      "far west, where it was the year before",
      "2025-12-31T22:00:00-12:00",
      { receivedFrom: "2026-01-01", receivedTo: "2026-01-01" },
    ],
    [
      "without an offset",
      "2026-05-01 12:00:00.123456",
      { receivedFrom: "2026-05-01", receivedTo: "2026-05-01" },
    ],
  ] as const;

  it.each(rows)("are found once they are adopted: %s", async (_, timestamp, filter) => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, timestamp, patron: "Ines Duarte" });

    expect(await list(api, { filter })).toMatchObject({ nodes: [] });
    const before = await api.graphql(OF_EVENT, { id: eventId, filter });
    await logPayment(api, { eventId, patron: "Maya Rivera" });

    expect(patrons(before.data.event.payments)).toEqual(["Ines Duarte"]);
    expect(await list(api, { filter })).toMatchObject({
      nodes: [{ eventId, adopted: true, patron: "Ines Duarte" }],
    });
  });

  it("are entered on the day of their adoption, whatever their own date", async () => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, timestamp: "2026-05-01T12:00:00", patron: "Ines Duarte" });
    await logPayment(api, { eventId, patron: "Maya Rivera" });

    const today = await list(api, { filter: { enteredFrom: "2026-06-14" } });
    expect(patrons(today)).toEqual(["Ines Duarte", "Maya Rivera"]);
    expect(await list(api, { filter: { enteredTo: "2026-06-13" } })).toMatchObject({ nodes: [] });
  });

  it("count in the totals of their event before adoption, and in all totals after it", async () => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, timestamp: "2026-05-01T12:00:00Z", amount: "25.5" });
    await putLegacyRow(api.table, { eventId, timestamp: "2026-05-01T12:00:01Z", amount: "0.005" });
    const sum = async (filter: Record<string, string>) => {
      const query = `query ($filter: PaymentFilter!) { paymentTotals(filter: $filter) { total { amount } count byMethod { method count } } }`;
      return (
        await api.graphql(query, {
          filter: { receivedFrom: "2026-05-01", receivedTo: "2026-05-01", ...filter },
        })
      ).data.paymentTotals;
    };
    const expected = { total: { amount: "25.50" }, count: 1, byMethod: [{ method: null, count: 1 }] };

    expect(await sum({ eventId })).toEqual(expected);
    expect(await sum({})).toMatchObject({ total: { amount: "0.00" }, count: 0 });
    await logPayment(api, { eventId });
    expect(await sum({ eventId })).toEqual(expected);
    expect(await sum({})).toEqual(expected);
    expect(await sum({ eventId: "nowhere" })).toMatchObject({ total: { amount: "0.00" } });
  });

  it("that are not adopted, next to a ledger, are listed with their event and not counted", async () => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "10.00", patron: "Maya Rivera" });
    await putLegacyRow(api.table, {
      eventId,
      timestamp: "2026-06-14T12:00:00Z",
      amount: "99",
      patron: "Tom Okafor",
    });
    const filter = { eventId, receivedFrom: "2026-06-14", receivedTo: "2026-06-14" };
    const TOTALS =
      "query ($filter: PaymentFilter!) { paymentTotals(filter: $filter) { total { amount } count } }";

    const { data } = await api.graphql(TOTALS, { filter });

    expect(data.paymentTotals).toEqual({ total: { amount: "10.00" }, count: 1 });
    expect(patrons(await list(api, { filter }))).toEqual(["Maya Rivera", "Tom Okafor"]);
  });
});

describe("a payment logged at midnight", () => {
  it("belongs to the day that starts", async () => {
    const api = await createTestApi({ now: "2026-06-15T07:00:00.000Z" });
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, patron: "Maya Rivera" });
    const on = async (day: string) =>
      (await list(api, { filter: { enteredFrom: day, enteredTo: day } })).nodes.length;

    expect([await on("2026-06-14"), await on("2026-06-15"), await on("2026-06-16")]).toEqual([0, 1, 0]);
  });
});
