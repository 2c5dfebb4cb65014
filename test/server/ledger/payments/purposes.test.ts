import { beforeEach, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";
import {
  correctPayment,
  refundPayment,
  setEventTerms,
  verifyLedger,
  voidPayment,
} from "../../../support/reversals.ts";

const EVENT = `query ($id: ID!) { event(id: $id) {
  totalCollected { amount } fareCollected { amount } balanceDue { amount } credit { amount } paymentState clearToDepart
  totalsByPurpose { purpose total { amount } }
  payments(first: 100, orderBy: OLDEST_FIRST) { nodes { id kind number amount { amount } parts { purpose amount { amount } } } }
} }`;

let api: TestApi;
let eventId: string;

beforeEach(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
  await setEventTerms(api, { eventId, agreedTotal: "600" });
});

const readEvent = async () => (await api.graphql(EVENT, { id: eventId })).data.event;
const tip = (amount: string) => ({ purpose: "GRATUITY", amount });
const deposit = (amount: string) => ({ purpose: "SECURITY_DEPOSIT", amount });
const log = (input: Record<string, unknown>) => logPayment(api, { eventId, ...input });
const faultsOf = (answer: { faults: { path: string[]; code: string }[] }) =>
  answer.faults.map(({ path, code }) => [path.slice(1).join("."), code]);

describe("a payment with a tip and a security deposit", () => {
  it("pays the fare with its fare alone, and neither is a credit", async () => {
    await log({ amount: "830", parts: [tip("180"), deposit("50")] });

    expect(await readEvent()).toMatchObject({
      totalCollected: { amount: "830.00" },
      fareCollected: { amount: "600.00" },
      balanceDue: { amount: "0.00" },
      credit: { amount: "0.00" },
      paymentState: "PAID_IN_FULL",
      clearToDepart: true,
      totalsByPurpose: [
        { purpose: "FARE", total: { amount: "600.00" } },
        { purpose: "GRATUITY", total: { amount: "180.00" } },
        { purpose: "SECURITY_DEPOSIT", total: { amount: "50.00" } },
      ],
    });
  });

  it("does not pay the fare with the tip", async () => {
    await log({ amount: "600", parts: [{ purpose: "FARE", amount: "599.99" }, tip("0.01")] });

    expect(await readEvent()).toMatchObject({ balanceDue: { amount: "0.01" }, clearToDepart: false });
  });

  it.each([
    [[tip("0")], [["parts.0.amount", "NOT_POSITIVE"]]],
    [[tip("1.005")], [["parts.0.amount", "TOO_MANY_DIGITS"]]],
    [[tip("1"), tip("2")], [["parts.1.purpose", "REPEATED_PURPOSE"]]],
    [
      [tip("1"), tip("x"), deposit("0")],
      [
        ["parts.1.purpose", "REPEATED_PURPOSE"],
        ["parts.1.amount", "NOT_A_DECIMAL"],
        ["parts.2.amount", "NOT_POSITIVE"],
      ],
    ],
    [[tip("100.01")], [["parts", "PARTS_DIFFER"]]],
    [[{ purpose: "FARE", amount: "50" }], [["parts", "PARTS_DIFFER"]]],
  ])("is refused with wrong parts: %j", async (parts, faults) => {
    expect(faultsOf(await log({ amount: "100", parts }))).toEqual(faults);
  });

  it("is voided with the same parts, with the other sign", async () => {
    const { payment } = await log({ amount: "100", parts: [tip("20")] });
    await voidPayment(api, { paymentId: payment.id, reason: "Bounced" });

    const event = await readEvent();
    expect(event.totalsByPurpose).toEqual([]);
    expect(event.payments.nodes.at(-1).parts).toEqual([
      { purpose: "FARE", amount: { amount: "-80.00" } },
      { purpose: "GRATUITY", amount: { amount: "-20.00" } },
    ]);
  });

  it("is refunded part by part, never more than is left of each", async () => {
    const { payment } = await log({ amount: "150", parts: [deposit("50")] });
    const refund = (amount: string, parts?: unknown) =>
      refundPayment(api, { paymentId: payment.id, amount, parts, reason: "Nothing was broken" });

    expect(await refund("100.01")).toMatchObject({ code: "REFUND_EXCEEDS_PAYMENT" });
    expect(await refund("50.01", [deposit("50.01")])).toMatchObject({ code: "REFUND_EXCEEDS_PAYMENT" });
    expect(await refund("50", [deposit("50")])).toMatchObject({ payment: { status: "PARTIALLY_REFUNDED" } });
    expect(await refund("0.01", [deposit("0.01")])).toMatchObject({ code: "REFUND_EXCEEDS_PAYMENT" });
    expect(await refund("100")).toMatchObject({ payment: { status: "REFUNDED" } });
    expect((await readEvent()).totalsByPurpose).toEqual([]);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("keeps its tip when its amount is corrected, unless other parts are given", async () => {
    const { payment } = await log({ amount: "100", parts: [tip("20")] });
    const correct = async (paymentId: string, input: Record<string, unknown>) => {
      const answer = await correctPayment(api, { paymentId, reason: "Misread", ...input });
      return answer.replacement?.id ?? faultsOf(answer);
    };
    const partsNow = async () => (await readEvent()).payments.nodes.at(-1).parts;

    const second = await correct(payment.id, { amount: "110" });
    expect(await partsNow()).toMatchObject([
      { amount: { amount: "90.00" } },
      { amount: { amount: "20.00" } },
    ]);
    expect(await correct(second, { amount: "19.99" })).toEqual([["parts", "PARTS_DIFFER"]]);
    expect(await correct(second, { parts: [tip("110.01")] })).toEqual([["parts", "PARTS_DIFFER"]]);
    await correct(second, { parts: [] });
    expect(await partsNow()).toEqual([{ purpose: "FARE", amount: { amount: "110.00" } }]);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("is repeated with any time of typing", async () => {
    const call = { amount: "100", idempotencyKey: "k1", typedAt: "2026-06-14T23:29:00Z" };
    await log(call);

    expect(await log({ ...call, typedAt: "2026-06-14T23:29:30Z" })).toMatchObject({ replayed: true });
    expect(await log({ ...call, typedAt: undefined })).toMatchObject({ replayed: true });
  });

  it("is repeated only with the same parts", async () => {
    const call = { amount: "100", parts: [tip("20")], idempotencyKey: "k1" };
    await log(call);

    expect(await log({ ...call, parts: [tip("20.00")] })).toMatchObject({ replayed: true });
    expect(await log({ ...call, parts: [tip("21")] })).toMatchObject({ differingFields: ["parts"] });
  });
});

describe("legacy rows", () => {
  it("are fare", async () => {
    const old = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId: old, amount: "80" });

    const before = (await api.graphql(EVENT, { id: old })).data.event;
    await logPayment(api, { eventId: old, amount: "20", parts: [tip("5")] });
    const after = (await api.graphql(EVENT, { id: old })).data.event;

    expect(before.totalsByPurpose).toEqual([{ purpose: "FARE", total: { amount: "80.00" } }]);
    expect(after.totalsByPurpose).toEqual([
      { purpose: "FARE", total: { amount: "95.00" } },
      { purpose: "GRATUITY", total: { amount: "5.00" } },
    ]);
    expect(after.payments.nodes.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
  });
});

describe("a security deposit that is still held", () => {
  const held = async (id: string) =>
    (
      await api.graphql(
        "query ($id: ID!) { eventSettlement(eventId: $id) { securityDepositHeld { amount } } }",
        { id },
      )
    ).data.eventSettlement.securityDepositHeld;

  it.each([
    [{ status: "completed" }, true],
    [{ status: "Canceled" }, true],
    [{ status: "confirmed" }, false],
    [{ status: "confirmed", endsAt: "2026-06-14T23:29:59Z" }, true],
    [{ status: "confirmed", endsAt: "2026-06-14T23:30:01Z" }, false],
    [{ status: "confirmed", endsAt: "2026-06-14T17:00:00+00:00" }, true],
    // Without an offset, and for a bare date, the day in the operator's zone must have ended: 4:30 PM there.
    [{ status: "confirmed", endsAt: "2026-06-14T09:00:00" }, false],
    [{ status: "confirmed", endsAt: "2026-06-14" }, false],
    [{ status: "confirmed", endsAt: "2026-06-13" }, true],
    [{ status: "confirmed", endsAt: "at sunset" }, false],
  ])("is in the settlement of an event that is over: %j", async (facts, isOver) => {
    const id = await api.table.putEvent(facts);
    const { payment } = await logPayment(api, { eventId: id, amount: "150", parts: [deposit("50")] });

    expect(await held(id)).toEqual(isOver ? { amount: "50.00" } : null);
    await refundPayment(api, { paymentId: payment.id, amount: "50", parts: [deposit("50")], reason: "Back" });
    expect(await held(id)).toBeNull();
  });
});
