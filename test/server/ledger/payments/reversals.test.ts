import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "../../../support/reversals.ts";

let api: TestApi;
let eventId: string;

beforeAll(async () => {
  api = await createTestApi();
});

beforeEach(async () => {
  eventId = await api.table.putEvent();
});

const reason = "Typed twice";
const log = async (input: Record<string, unknown> = {}) =>
  (await logPayment(api, { eventId, ...input })).payment;
const entriesOf = async () =>
  (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));

describe("voidPayment", () => {
  it("reverses the whole payment by a new entry, on the same day and by the same method, and leaves the original unchanged", async () => {
    const payment = await log({ method: "ZELLE", reference: "ZL-1", receivedOn: "2026-06-10" });
    const [before] = await entriesOf();

    const voided = await voidPayment(api, { paymentId: payment.id, reason }, { name: "Ines Duarte" });

    expect(voided).toMatchObject({
      __typename: "PaymentVoided",
      replayed: false,
      payment: {
        id: payment.id,
        status: "VOIDED",
        reversedBy: { id: voided.reversal.id, sequence: 2 },
        amount: { amount: "125.50" },
      },
      reversal: {
        kind: "VOID",
        amount: { amount: "-125.50" },
        ...{
          patron: "Maya Rivera",
          method: "ZELLE",
          receivedOn: "2026-06-10",
          reason,
          recordedBy: "Ines Duarte",
        },
        reverses: { id: payment.id },
        sequence: 2,
        notification: { status: "PENDING" },
      },
      event: {
        totalCollected: { amount: "0.00" },
        paymentCount: 0,
        lastSequence: 2,
        totalsByMethod: [{ method: "ZELLE", count: 0, total: { amount: "0.00" } }],
      },
    });
    expect((await entriesOf())[0]).toEqual(before);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("succeeds once: a second void is refused, and a repeated call gets the first answer", async () => {
    const payment = await log();
    const input = { paymentId: payment.id, reason, idempotencyKey: "void-1" };
    const first = await voidPayment(api, input);

    expect(await voidPayment(api, { ...input, idempotencyKey: "void-2" })).toMatchObject({
      code: "ALREADY_REVERSED",
    });
    expect(await voidPayment(api, input)).toEqual({ ...first, replayed: true });
    expect(await voidPayment(api, { ...input, reason: "Other" })).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
      differingFields: ["reason"],
    });
    expect(await logPayment(api, { eventId, idempotencyKey: "void-1" })).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
      differingFields: expect.arrayContaining(["operation"]),
    });
  });

  it("by two people at the same time succeeds for one of them", async () => {
    const other = await createTestApi({ table: api.table });
    for (let round = 0; round < (process.env.TEST_SIZE === "full" ? 100 : 10); round += 1) {
      const payment = await log({ amount: String(round + 1) });
      const answers = await Promise.all(
        [api, other].map((one) => voidPayment(one, { paymentId: payment.id, reason })),
      );
      expect(answers.map((answer) => answer.__typename).sort()).toEqual(["AlreadyReversed", "PaymentVoided"]);
    }
    expect(await readLedger(api, eventId)).toMatchObject({
      totalCollected: { amount: "0.00" },
      paymentCount: 0,
    });
    expect((await verifyLedger(api, eventId)).ok).toBe(true);
  });

  it("requires a reason, and an existing entry that can be reversed", async () => {
    const payment = await log();
    const { reversal } = await voidPayment(api, { paymentId: payment.id, reason });

    expect((await voidPayment(api, { paymentId: payment.id, reason: " " })).faults).toEqual([
      { path: ["input", "reason"], code: "BLANK" },
    ]);
    expect((await voidPayment(api, { paymentId: payment.id, reason: "r".repeat(501) })).faults).toMatchObject(
      [{ code: "TOO_LONG" }],
    );
    expect(await voidPayment(api, { paymentId: "nothing", reason })).toMatchObject({
      code: "PAYMENT_NOT_FOUND",
    });
    expect(await voidPayment(api, { paymentId: reversal.id, reason })).toMatchObject({
      code: "NOT_REVERSIBLE",
    });
    expect(await entriesOf()).toHaveLength(2);
  });

  it("of a refund restores the refundable amount of the payment", async () => {
    const payment = await log({ amount: "100" });
    const { reversal: refund } = await refundPayment(api, { paymentId: payment.id, amount: "40", reason });

    const voided = await voidPayment(api, { paymentId: refund.id, reason: "Never left the till" });

    expect(voided).toMatchObject({
      payment: { status: "VOIDED", kind: "REFUND" },
      reversal: { amount: { amount: "40.00" } },
      event: { totalCollected: { amount: "100.00" }, paymentCount: 1 },
    });
    const again = await refundPayment(api, { paymentId: payment.id, amount: "100", reason });
    expect(again.payment).toMatchObject({ status: "REFUNDED", refundedAmount: { amount: "100.00" } });
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("frees the reference and ends the duplicate warning for the correct payment", async () => {
    const payment = await log({ method: "CHECK", reference: "1042" });
    await voidPayment(api, { paymentId: payment.id, reason });

    expect((await logPayment(api, { eventId, method: "CHECK", reference: "1042" })).__typename).toBe(
      "PaymentLogged",
    );
    expect(await logPayment(api, { eventId, method: "CHECK", reference: "1042", amount: "9" })).toMatchObject(
      {
        code: "POSSIBLE_DUPLICATE",
      },
    );
  });

  it("voids a legacy row, which is adopted for it and not edited", async () => {
    await putLegacyRow(api.table, { eventId, amount: "80" });
    const [row] = await entriesOf();
    const { nodes } = (await readLedger(api, eventId)).payments;

    const voided = await voidPayment(api, { paymentId: nodes[0].id, reason });

    expect(voided).toMatchObject({
      reversal: { sequence: 2, method: null },
      event: { totalCollected: { amount: "0.00" } },
    });
    expect((await entriesOf()).filter((item) => !item.v)).toEqual([row]);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });
});

describe("refundPayment", () => {
  it("logs money given back, part by part, on its own day, never more than the payment", async () => {
    const payment = await log({ amount: "100", method: "CASH", receivedOn: "2026-06-13" });

    const first = await refundPayment(api, {
      paymentId: payment.id,
      amount: "30.50",
      reason,
      method: "ZELLE",
      receivedOn: "2026-06-13",
    });
    const tooMuch = await refundPayment(api, { paymentId: payment.id, amount: "69.51", reason });
    const rest = await refundPayment(api, { paymentId: payment.id, amount: "69.50", reason });

    expect(first).toMatchObject({
      payment: { status: "PARTIALLY_REFUNDED", refundedAmount: { amount: "30.50" } },
      reversal: { kind: "REFUND", amount: { amount: "-30.50" }, method: "ZELLE", receivedOn: "2026-06-13" },
      event: { totalCollected: { amount: "69.50" }, paymentCount: 1 },
    });
    expect(tooMuch).toMatchObject({
      code: "REFUND_EXCEEDS_PAYMENT",
      refundable: { amount: "69.50" },
      path: ["input", "amount"],
    });
    expect(rest).toMatchObject({
      payment: { status: "REFUNDED" },
      event: { totalCollected: { amount: "0.00" } },
    });
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("by many at the same time never exceeds the payment", async () => {
    const other = await createTestApi({ table: api.table });
    const payment = await log({ amount: "10" });

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        refundPayment(at % 2 ? api : other, { paymentId: payment.id, amount: "3", reason }),
      ),
    );

    expect(answers.filter((answer) => answer.__typename === "PaymentRefunded")).toHaveLength(3);
    expect((await readLedger(api, eventId)).totalCollected.amount).toBe("1.00");
  });

  it("prevents a void or a correction until it is voided itself", async () => {
    const payment = await log();
    const { reversal: refund } = await refundPayment(api, { paymentId: payment.id, amount: "1", reason });

    expect(await voidPayment(api, { paymentId: payment.id, reason })).toMatchObject({
      code: "REFUND_STANDING",
    });
    expect(await correctPayment(api, { paymentId: payment.id, amount: "2", reason })).toMatchObject({
      code: "REFUND_STANDING",
    });
    await voidPayment(api, { paymentId: refund.id, reason });
    expect(await voidPayment(api, { paymentId: payment.id, reason })).toMatchObject({
      __typename: "PaymentVoided",
    });
  });

  it("is refused for anything but an active payment, with all faults of its input", async () => {
    const payment = await log();
    const { reversal: refund } = await refundPayment(api, { paymentId: payment.id, amount: "1", reason });
    const voided = await log({ amount: "5" });
    await voidPayment(api, { paymentId: voided.id, reason });

    expect(await refundPayment(api, { paymentId: refund.id, amount: "1", reason })).toMatchObject({
      code: "NOT_REVERSIBLE",
    });
    expect(await refundPayment(api, { paymentId: voided.id, amount: "1", reason })).toMatchObject({
      code: "ALREADY_REVERSED",
    });
    const faulty = await refundPayment(api, {
      paymentId: payment.id,
      amount: "0",
      reason: "",
      receivedOn: "2026-06-15",
    });
    expect(faulty.faults.map(({ code }: { code: string }) => code).sort()).toEqual([
      "BLANK",
      "DATE_IN_FUTURE",
      "NOT_POSITIVE",
    ]);
  });
});

describe("correctPayment", () => {
  it("voids and replaces in one step, linked both ways, and keeps omitted fields", async () => {
    const payment = await log({
      amount: "125.05",
      method: "ZELLE",
      reference: "ZL-9",
      notes: "Deposit",
      patronEmail: "maya@example.com",
    });

    const corrected = await correctPayment(api, {
      paymentId: payment.id,
      amount: "125.50",
      reason: "Digits swapped",
    });

    const { original, replacement } = corrected;
    expect(corrected).toMatchObject({
      original: { status: "CORRECTED", replacedBy: { id: replacement.id }, amount: { amount: "125.05" } },
      replacement: {
        kind: "PAYMENT",
        status: "RECORDED",
        amount: { amount: "125.50" },
        ...{
          patron: "Maya Rivera",
          method: "ZELLE",
          reference: "ZL-9",
          reason: "Digits swapped",
          sequence: 3,
        },
        replaces: { id: payment.id },
        receipt: { status: "PENDING" },
      },
      event: { totalCollected: { amount: "125.50" }, paymentCount: 1, lastSequence: 3 },
    });
    expect(corrected.originalEvent).toEqual(corrected.event);
    const { nodes } = (await readLedger(api, eventId)).payments;
    expect(
      nodes.map((node: { kind: string; amount: { amount: string } }) => [node.kind, node.amount.amount]),
    ).toEqual([
      ["PAYMENT", "125.05"],
      ["VOID", "-125.05"],
      ["PAYMENT", "125.50"],
    ]);
    expect(original.reversedBy.id).toBe(nodes[1].id);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("moves a payment to another event, with both totals and both chains in one step", async () => {
    const right = await api.table.putEvent();
    await logPayment(api, { eventId: right, amount: "1" });
    const payment = await log({ amount: "80" });
    const input = {
      paymentId: payment.id,
      moveToEventId: right,
      reason: "Wrong charter",
      idempotencyKey: "move-1",
    };

    const moved = await correctPayment(api, input);

    expect(moved).toMatchObject({
      replacement: { eventId: right, sequence: 2, amount: { amount: "80.00" } },
      event: { id: right, totalCollected: { amount: "81.00" }, paymentCount: 2 },
      originalEvent: { id: eventId, totalCollected: { amount: "0.00" }, paymentCount: 0 },
    });
    expect(await correctPayment(api, input)).toEqual({ ...moved, replayed: true });
    for (const id of [eventId, right]) expect((await verifyLedger(api, id)).findings).toEqual([]);
  });

  it("moves many payments in opposite directions at the same time, without loss or duplication", async () => {
    const other = await createTestApi({ table: api.table });
    const right = await api.table.putEvent();
    const payments = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        const from = at % 2 ? eventId : right;
        return {
          from,
          to: at % 2 ? right : eventId,
          ...(await logPayment(api, { eventId: from, amount: `${at + 1}`, patron: `P ${at}` })),
        };
      }),
    );

    const moved = await Promise.all(
      payments.map(({ payment, to }, at) =>
        correctPayment(at % 3 ? api : other, { paymentId: payment.id, moveToEventId: to, reason }),
      ),
    );

    expect(moved.map((answer) => answer.__typename)).toEqual(Array(8).fill("PaymentCorrected"));
    const totals = await Promise.all(
      [eventId, right].map(async (id) => (await readLedger(api, id)).totalCollected.amount),
    );
    expect(totals).toEqual(["16.00", "20.00"]);
    for (const id of [eventId, right]) expect((await verifyLedger(api, id)).findings).toEqual([]);
  });

  it("to an unknown event, or one with another currency, is refused whole", async () => {
    const payment = await log();
    const yen = await api.table.putEvent({ currency: "JPY" });

    expect(
      await correctPayment(api, { paymentId: payment.id, moveToEventId: "nowhere", reason }),
    ).toMatchObject({
      code: "EVENT_NOT_FOUND",
      path: ["input", "moveToEventId"],
    });
    expect(await correctPayment(api, { paymentId: payment.id, moveToEventId: yen, reason })).toMatchObject({
      code: "CURRENCY_MISMATCH",
    });
    expect(await entriesOf()).toHaveLength(1);
    expect((await api.table.items(yen)).length).toBe(1);
  });

  it("warns of another payment that the replacement duplicates, but not of the one it replaces", async () => {
    const other = await log({ amount: "50" });
    const payment = await log({ amount: "60", method: "CHECK", reference: "7" });

    expect(await correctPayment(api, { paymentId: payment.id, amount: "50", reason })).toMatchObject({
      code: "POSSIBLE_DUPLICATE",
      existing: { id: other.id },
    });
    expect(await correctPayment(api, { paymentId: payment.id, notes: "front desk", reason })).toMatchObject({
      __typename: "PaymentCorrected",
      replacement: { reference: "7" },
    });
  });

  it("obeys the rules for logging a payment, and requires a change", async () => {
    const payment = await log({ method: "CASH" });

    const faulty = await correctPayment(api, {
      paymentId: payment.id,
      reason: "",
      amount: "1.005",
      method: "CHECK",
      receivedOn: "x",
    });
    expect(faulty.faults.map(({ code }: { code: string }) => code).sort()).toEqual([
      ...["BLANK", "NOT_A_DATE", "REFERENCE_REQUIRED", "TOO_MANY_DIGITS"],
    ]);
    expect((await correctPayment(api, { paymentId: payment.id, reason })).faults).toMatchObject([
      { code: "NOTHING_TO_CORRECT" },
    ]);
    expect(
      (await correctPayment(api, { paymentId: payment.id, reason, amount: "125.5" })).faults,
    ).toMatchObject([{ code: "NOTHING_TO_CORRECT" }]);
    expect(await entriesOf()).toHaveLength(1);
  });

  it("settles a legacy row whose amount cannot be represented", async () => {
    await putLegacyRow(api.table, { eventId, amount: "10.005" });
    const { nodes } = (await readLedger(api, eventId)).payments;
    await log({ amount: "1" });
    expect((await verifyLedger(api, eventId)).findings).toMatchObject([
      { code: "UNREPRESENTABLE", paymentId: nodes[0].id },
    ]);

    const corrected = await correctPayment(api, {
      paymentId: nodes[0].id,
      amount: "10.01",
      method: "CASH",
      reason: "Read from the receipt",
    });

    expect(corrected).toMatchObject({ event: { totalCollected: { amount: "11.01" }, paymentCount: 2 } });
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });
});
