import { beforeEach, describe, expect, it } from "vitest";
import { adoptRemaining } from "../../../../server/ledger/adopt/adopt-late-rows.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { createStoreCalls } from "../../../support/counted-store.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";
import { refundPayment, setEventTerms, voidPayment } from "../../../support/reversals.ts";

const calls = createStoreCalls();
let api: TestApi;
let eventId: string;

beforeEach(async () => {
  api = await createTestApi({ store: calls.before, writeBudgetMilliseconds: 2000 });
  eventId = await api.table.putEvent();
});

/** A write by a caller who asks for nothing that has to be read back. */
async function tripsOf(amount: string): Promise<[string, number]> {
  calls.count = 0;
  const answer = await logPayment(api, { eventId, amount, method: "ZELLE", reference: `ZL-${amount}` });
  return [answer.__typename, calls.count];
}

const LOGGED_IN_TWO: [string, number] = ["PaymentLogged", 2];

describe("logging a payment takes two trips to the store", () => {
  it("on an empty event, whose first write adopts nothing", async () => {
    expect((await tripsOf("1"))[0]).toBe("PaymentLogged");
    expect(await tripsOf("2")).toEqual(LOGGED_IN_TWO);
  });

  it("between changes of terms", async () => {
    await tripsOf("1");
    for (let at = 2; at < 6; at += 1) {
      await setEventTerms(api, { eventId, agreedTotal: `${at}00` });
      expect(await tripsOf(String(at))).toEqual(LOGGED_IN_TWO);
    }
  });

  it("on an event with many records and no entry", async () => {
    for (let at = 1; at <= 60; at += 1) await setEventTerms(api, { eventId, agreedTotal: String(at) });

    expect(await tripsOf("1")).toEqual(LOGGED_IN_TWO);
  });

  it.each([47, 48, 49, 24 * 200])("on an event whose newest entry is %i hours old", async (hours) => {
    await tripsOf("1");
    api.clock.advance({ hours });

    expect(await tripsOf("2")).toEqual(LOGGED_IN_TWO);
    expect(await tripsOf("3")).toEqual(LOGGED_IN_TWO);
  });

  it("on an event whose rows were adopted, whatever time they claim", async () => {
    await putLegacyRow(api.table, { eventId, timestamp: "2030-01-01T00:00:00" });
    await putLegacyRow(api.table, { eventId, timestamp: "2019-01-01T00:00:00" });
    await tripsOf("1");

    expect(await tripsOf("2")).toEqual(LOGGED_IN_TWO);
  });

  it("right after a row was adopted, whose key may sort anywhere", async () => {
    await tripsOf("1");
    for (const timestamp of ["2030-01-01T00:00:00", "2019-01-01T00:00:00"]) {
      await putLegacyRow(api.table, { eventId, timestamp });
      await adoptRemaining(
        { store: api.store, clock: api.clock, operatorCurrency: "USD", timeZone: "America/Los_Angeles" },
        eventId,
      );
      expect(await tripsOf(timestamp.slice(0, 4))).toEqual(LOGGED_IN_TWO);
    }
  });

  it("after its payments were voided and refunded, and their references are free again", async () => {
    const { payment } = await logPayment(api, { eventId, amount: "9", method: "ZELLE", reference: "ZL-9" });
    const refund = await refundPayment(api, { paymentId: payment.id, amount: "1", reason: "Too much" });
    await voidPayment(api, { paymentId: refund.reversal.id, reason: "It was not given back" });
    await voidPayment(api, { paymentId: payment.id, reason: "Bounced" });

    expect(await tripsOf("9")).toEqual(LOGGED_IN_TWO);
  });
});

describe("a reference", () => {
  const log = (input: Record<string, unknown>) =>
    logPayment(api, { eventId, method: "CHECK", reference: "0042", ...input });

  it("stays in use while any active payment carries it, at any time", async () => {
    const first = await log({ amount: "1" });
    const second = await log({ amount: "2", reference: "#42", allowDuplicate: true });
    api.clock.advance({ hours: 24 * 100 });
    await voidPayment(api, { paymentId: second.payment.id, reason: "Bounced" });

    expect(await log({ amount: "3", reference: "42" })).toMatchObject({
      code: "POSSIBLE_DUPLICATE",
      path: ["input", "reference"],
      existing: { id: first.payment.id },
    });
    await voidPayment(api, { paymentId: first.payment.id, reason: "Bounced" });
    expect(await log({ amount: "3", reference: "42" })).toMatchObject({ __typename: "PaymentLogged" });
  });

  it("of another method, or of a longer number, is another", async () => {
    await log({ amount: "1" });

    expect(await log({ amount: "2", method: "ZELLE" })).toMatchObject({ __typename: "PaymentLogged" });
    expect(await log({ amount: "3", reference: "0042-7" })).toMatchObject({ __typename: "PaymentLogged" });
  });
});
