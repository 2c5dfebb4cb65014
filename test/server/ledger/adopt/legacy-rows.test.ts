import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

const legacyRowsOf = async (eventId: string) =>
  (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("PAYMENT#") && !item.v);

describe("legacy rows", () => {
  it("are listed and counted unchanged, with missing values as null", async () => {
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, amount: "125.5", timestamp: "2025-05-01T06:30:00.123456" });
    await putLegacyRow(api.table, {
      eventId,
      amount: "74.5",
      timestamp: "2025-05-02T17:20:00+00:00",
      notes: null,
    });

    const ledger = await readLedger(api, eventId);

    expect(ledger).toMatchObject({
      totalCollected: { amount: "200.00" },
      paymentCount: 2,
      totalsByMethod: [{ method: null, count: 2, total: { amount: "200.00" } }],
    });
    expect(ledger.payments.nodes[0]).toMatchObject({
      patron: "Maya Rivera",
      amount: { amount: "125.50" },
      storedAmount: null,
      notes: "cash",
      method: null,
      reference: null,
      recordedBy: null,
      sequence: null,
      hash: null,
      loggedAt: "2025-05-01T06:30:00.123Z",
      receivedOn: "2025-04-30",
      status: "RECORDED",
      notification: { status: "OFF" },
    });
    expect(ledger.payments.nodes[1]).toMatchObject({ amount: { amount: "74.50" }, notes: null });
  });

  it("are adopted with the first new payment, in order, without being edited", async () => {
    const eventId = await api.table.putEvent();
    for (let at = 0; at < 85; at += 1) {
      const minute = String(at % 60).padStart(2, "0");
      await putLegacyRow(api.table, {
        eventId,
        amount: "1.01",
        timestamp: `2025-05-0${1 + Math.floor(at / 60)}T10:${minute}:00`,
      });
    }
    const before = await legacyRowsOf(eventId);

    const logged = await logPayment(api, { eventId, amount: "10" });

    expect(logged).toMatchObject({
      payment: { sequence: 86, adopted: false },
      event: { totalCollected: { amount: "95.85" }, paymentCount: 86, lastSequence: 86 },
    });
    const { nodes } = (await readLedger(api, eventId)).payments;
    expect(nodes.map((node: { sequence: number }) => node.sequence)).toEqual(
      Array.from({ length: 86 }, (_, at) => at + 1),
    );
    expect(nodes[0]).toMatchObject({ adopted: true, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await legacyRowsOf(eventId)).toEqual(before);
  });

  it("are adopted once, even if many first payments arrive together through two servers", async () => {
    const eventId = await api.table.putEvent();
    for (let at = 10; at < 22; at += 1)
      await putLegacyRow(api.table, { eventId, amount: "1", timestamp: `2025-05-01T10:${at}:00` });
    const other = await createTestApi({ table: api.table });

    const writes = Array.from({ length: 8 }, (_, at) =>
      logPayment(at % 2 ? api : other, { eventId, amount: `${at + 2}`, patron: `Patron ${at}` }),
    );
    await Promise.all(writes);

    expect(await readLedger(api, eventId)).toMatchObject({
      lastSequence: 20,
      paymentCount: 20,
      totalCollected: { amount: "56.00" },
    });
  });

  it("whose amount cannot be represented are listed with their stored text and not counted", async () => {
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, amount: "10.005", timestamp: "2025-05-01T10:00:00" });
    await putLegacyRow(api.table, {
      eventId,
      amount: { S: "ten" },
      timestamp: "2025-05-01T11:00:00",
      patron: null,
    });
    await putLegacyRow(api.table, { eventId, amount: "2", timestamp: "2025-05-01T12:00:00" });

    const before = await readLedger(api, eventId);
    await logPayment(api, { eventId, amount: "3" });
    const after = await readLedger(api, eventId);

    for (const { payments } of [before, after]) {
      expect(payments.nodes.slice(0, 3)).toMatchObject([
        { amount: null, storedAmount: "10.005" },
        { amount: null, storedAmount: "ten", patron: null },
        { amount: { amount: "2.00" }, storedAmount: null },
      ]);
    }
    expect([before.totalCollected.amount, after.totalCollected.amount]).toEqual(["2.00", "5.00"]);
    expect([before.paymentCount, after.paymentCount]).toEqual([1, 2]);
    expect(after.lastSequence).toBe(4);
  });

  it("without a readable timestamp are listed with the values they have", async () => {
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, amount: "5", timestamp: "last tuesday" });
    await logPayment(api, { eventId, amount: "6" });
    await logPayment(api, { eventId, amount: "7" });

    const ledger = await readLedger(api, eventId);

    expect(ledger).toMatchObject({ totalCollected: { amount: "18.00" }, lastSequence: 3 });
    const odd = ledger.payments.nodes.find((node: { adopted: boolean }) => node.adopted);
    expect(odd).toMatchObject({ receivedOn: null, loggedAt: null, amount: { amount: "5.00" }, sequence: 1 });
  });

  it("make an event known even if its own item does not exist", async () => {
    await putLegacyRow(api.table, { eventId: "gone-event", amount: "5" });

    expect(await readLedger(api, "gone-event")).toMatchObject({
      title: null,
      totalCollected: { amount: "5.00" },
    });
    expect((await logPayment(api, { eventId: "gone-event", amount: "6" })).event.totalCollected.amount).toBe(
      "11.00",
    );
  });
});
