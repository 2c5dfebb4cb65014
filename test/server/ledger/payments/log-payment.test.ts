import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

describe("logPayment", () => {
  it("stores the payment, raises the total by exactly that amount, and records who, when and how", async () => {
    const eventId = await api.table.putEvent();
    const input = {
      eventId,
      amount: "125.50",
      method: "ZELLE",
      reference: " ZL-1 ",
      notes: "Deposit\r\nin full",
      patronEmail: "maya@example.com",
      receivedOn: "2026-06-12",
    };

    const logged = await logPayment(api, input, { name: "Ines Duarte" });

    expect(logged).toMatchObject({
      __typename: "PaymentLogged",
      replayed: false,
      payment: {
        eventId,
        kind: "PAYMENT",
        patron: "Maya Rivera",
        amount: { amount: "125.50", minorUnits: 12550, currency: "USD" },
        method: "ZELLE",
        reference: "ZL-1",
        notes: "Deposit\nin full",
        receivedOn: "2026-06-12",
        loggedAt: "2026-06-14T23:30:00.000Z",
        recordedBy: "Ines Duarte",
        status: "RECORDED",
        loggedLate: false,
        sequence: 1,
        adopted: false,
        notification: { status: "PENDING", attempts: 0 },
        receipt: { status: "PENDING" },
      },
      event: { totalCollected: { amount: "125.50" }, paymentCount: 1, lastSequence: 1 },
    });
    expect(logged.event.ledgerHead).toBe(logged.payment.hash);
    const ledger = await readLedger(api, eventId);
    expect(ledger.payments.nodes).toEqual([logged.payment]);
    expect(ledger.totalsByMethod).toEqual([{ method: "ZELLE", count: 1, total: { amount: "125.50" } }]);
  });

  it("defaults to today in the operator's zone and to OTHER", async () => {
    const eventId = await api.table.putEvent();

    const logged = await logPayment(api, { eventId, method: undefined });

    expect(logged.payment).toMatchObject({
      receivedOn: "2026-06-14",
      method: "OTHER",
      recordedBy: null,
      receipt: null,
    });
  });

  it("stores yen without decimals and dinars with three", async () => {
    const yen = await api.table.putEvent({ currency: "JPY" });
    const dinars = await api.table.putEvent({ currency: "KWD" });

    expect((await logPayment(api, { eventId: yen, amount: "60000" })).payment.amount).toEqual({
      amount: "60000",
      minorUnits: 60000,
      currency: "JPY",
    });
    expect((await logPayment(api, { eventId: dinars, amount: "0.125" })).payment.amount).toEqual({
      amount: "0.125",
      minorUnits: 125,
      currency: "KWD",
    });
  });

  it("writes the four legacy attributes for legacy readers, with the amount as a plain number", async () => {
    const eventId = await api.table.putEvent();
    const { payment } = await logPayment(api, { eventId, amount: "125.50" });

    const entries = (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));

    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      amount: { N: "125.5" },
      patron: { S: "Maya Rivera" },
      timestamp: { S: "2026-06-14T23:30:00.000Z" },
      notes: { S: "" },
      payment_id: { S: payment.id },
    });
  });

  it("logs payments in the order of their keys even if the clock goes back", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    api.clock.set("2026-06-14T23:00:00.000Z");
    const second = await logPayment(api, { eventId, amount: "2" });
    api.clock.set("2026-06-14T23:30:00.000Z");

    expect(second.payment).toMatchObject({ loggedAt: "2026-06-14T23:30:00.001Z", sequence: 2 });
    const { nodes } = (await readLedger(api, eventId)).payments;
    expect(nodes.map((node: { sequence: number }) => node.sequence)).toEqual([1, 2]);
  });

  it("refuses an unknown event, and writes nothing", async () => {
    const refused = await logPayment(api, { eventId: "no-such-event" });

    expect(refused).toMatchObject({ code: "EVENT_NOT_FOUND", path: ["input", "eventId"] });
    expect(await api.table.items("no-such-event")).toEqual([]);
    expect(await readLedger(api, "no-such-event")).toBeNull();
  });
});

describe("an idempotency key", () => {
  it("answers a repeated call with the first payment, even after midnight and through another server", async () => {
    const eventId = await api.table.putEvent();
    const input = { eventId, idempotencyKey: "key-1" };
    const first = await logPayment(api, input);
    const other = await createTestApi({ table: api.table, now: "2026-06-16T12:00:00.000Z" });

    const second = await logPayment(other, { ...input, amount: "125.5", patron: " Maya Rivera " });

    expect(second).toMatchObject({
      replayed: true,
      payment: first.payment,
      event: { totalCollected: { amount: "125.50" } },
    });
  });

  it("used with different input is a conflict that names the fields and writes nothing", async () => {
    const eventId = await api.table.putEvent();
    const first = await logPayment(api, { eventId, idempotencyKey: "key-2" });

    const second = await logPayment(api, {
      eventId,
      idempotencyKey: "key-2",
      amount: "125.51",
      notes: "late",
    });

    expect(second).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
      differingFields: ["amount", "notes"],
      existing: { id: first.payment.id },
    });
    expect((await readLedger(api, eventId)).paymentCount).toBe(1);
  });

  it("used twice at the same time logs one payment, and both calls get it", async () => {
    const eventId = await api.table.putEvent();
    const other = await createTestApi({ table: api.table });
    const input = { eventId, idempotencyKey: "key-3" };

    const answers = await Promise.all([api, other, api, other].map((one) => logPayment(one, input)));

    expect(new Set(answers.map((answer) => answer.payment.id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect((await readLedger(api, eventId)).lastSequence).toBe(1);
  });
});

describe("a possible duplicate", () => {
  it("is reported for the same patron and amount within 48 hours, and logged when the person insists", async () => {
    const eventId = await api.table.putEvent();
    const first = await logPayment(api, { eventId, patron: "José  Okafor" });
    api.clock.advance({ hours: 47 });

    const warned = await logPayment(api, { eventId, patron: "jose okafor" });
    const meant = await logPayment(api, { eventId, patron: "jose okafor", allowDuplicate: true });
    api.clock.set("2026-06-14T23:30:00.000Z");

    expect(warned).toMatchObject({ code: "POSSIBLE_DUPLICATE", existing: { id: first.payment.id } });
    expect(meant.payment).toMatchObject({ sequence: 2, duplicateOf: { id: first.payment.id } });
  });

  it("is not another amount, another patron, another event, or a payment after 48 hours", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });
    const elsewhere = await api.table.putEvent();

    const others = [
      await logPayment(api, { eventId, amount: "125.51" }),
      await logPayment(api, { eventId, patron: "Tom Okafor" }),
      await logPayment(api, { eventId: elsewhere }),
    ];
    api.clock.advance({ hours: 49 });
    others.push(await logPayment(api, { eventId }));
    api.clock.set("2026-06-14T23:30:00.000Z");

    expect(others.map((other) => other.__typename)).toEqual(Array(4).fill("PaymentLogged"));
  });

  it("is reported for the same check number at any time, however it is written", async () => {
    const eventId = await api.table.putEvent();
    const first = await logPayment(api, { eventId, method: "CHECK", reference: "No 1042" });
    api.clock.advance({ hours: 24 * 90 });
    const second = await logPayment(api, {
      eventId,
      method: "CHECK",
      reference: "no1042",
      patron: "Tom Okafor",
      amount: "9",
    });
    const otherMethod = await logPayment(api, { eventId, method: "ZELLE", reference: "no1042", amount: "8" });
    api.clock.set("2026-06-14T23:30:00.000Z");

    expect(second).toMatchObject({
      code: "POSSIBLE_DUPLICATE",
      path: ["input", "reference"],
      existing: { id: first.payment.id },
    });
    expect(otherMethod.__typename).toBe("PaymentLogged");
  });

  it("is reported even if another server logged the first payment between two parts of one read", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    let looks = 0;
    const torn = await createTestApi({
      table: api.table,
      store: (real) => ({
        ...real,
        async readForWrite(request) {
          const before = await real.readForWrite(request);
          if (looks++ > 0) return before;
          await logPayment(api, { eventId });
          return { ...(await real.readForWrite(request)), recent: before.recent };
        },
      }),
    });

    expect(await logPayment(torn, { eventId })).toMatchObject({ code: "POSSIBLE_DUPLICATE" });
  });

  it("needs no more than one read of the ledger and one transaction", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    const calls: string[] = [];
    const watched = await createTestApi({
      table: api.table,
      store: (real) =>
        Object.fromEntries(
          Object.entries(real).map(([name, method]) => [
            name,
            (...given: unknown[]) => {
              calls.push(name);
              return (method as (...given: unknown[]) => unknown)(...given);
            },
          ]),
        ) as unknown as typeof real,
    });
    await logPayment(watched, { eventId });

    expect(calls).toEqual(["readForWrite", "commit"]);
  });

  it("is reported even if both are entered at the same moment through two servers", async () => {
    const eventId = await api.table.putEvent();
    const other = await createTestApi({ table: api.table });

    const answers = await Promise.all([logPayment(api, { eventId }), logPayment(other, { eventId })]);

    expect(answers.map((answer) => answer.__typename).sort()).toEqual(["PaymentLogged", "PossibleDuplicate"]);
  });
});
