import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";
import { correctPayment, setEventTerms, verifyLedger, voidPayment } from "../../support/reversals.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

const opaque = (text: string) => Buffer.from(text).toString("base64url");

/** Texts that cannot be a DynamoDB key, or that are keys of our own bookkeeping. */
const EVENT_IDS = [
  "",
  "\ud83d",
  "a\udc00",
  "x".repeat(3000),
  "🛥".repeat(600),
  "IDEMPOTENCY#admin#x",
  "ADOPTION#",
];
const PAYMENT_IDS = [
  "",
  "%",
  opaque("\u0000x"),
  opaque("x\u0000"),
  opaque(`${"x".repeat(3000)}\u0000y`),
  opaque(`x\u0000${"y".repeat(2000)}`),
];

describe("invalid ids", () => {
  it.each(EVENT_IDS)("find no event, for any caller and field (%#)", async (id) => {
    const query = `query ($id: ID!) { event(id: $id) { payments { nodes { id } } } events(ids: [$id]) { payments { nodes { id } } }
      eventSettlement(eventId: $id) { mailsNotSent { id } } }`;

    expect((await api.graphql(query, { id })).data).toEqual({
      event: null,
      events: [null],
      eventSettlement: null,
    });
    expect(await verifyLedger(api, id)).toBeNull();
    expect(["EVENT_NOT_FOUND", "INVALID_INPUT"]).toContain((await logPayment(api, { eventId: id })).code);
    expect(["EVENT_NOT_FOUND", "INVALID_INPUT"]).toContain(
      (await setEventTerms(api, { eventId: id, agreedTotal: "1" })).code,
    );
    const old = await api.fetch(`/api/g/${encodeURIComponent(id.toWellFormed())}/payments`, {
      headers: { authorization: PASSWORD },
    });
    expect(old.status).toBe(404);
    expect(api.accidents).toEqual([]);
  });

  it("find no event to move a payment to", async () => {
    const { payment } = await logPayment(api, { eventId: await api.table.putEvent() });

    for (const moveToEventId of EVENT_IDS.slice(1)) {
      expect(
        await correctPayment(api, { paymentId: payment.id, moveToEventId, reason: "Moved" }),
      ).toMatchObject({
        code: "EVENT_NOT_FOUND",
      });
    }
    expect(api.accidents).toEqual([]);
  });

  it.each(PAYMENT_IDS)("find no payment (%#)", async (paymentId) => {
    const { data } = await api.graphql("query ($id: ID!) { payment(id: $id) { id } }", { id: paymentId });

    expect(data).toEqual({ payment: null });
    expect(await voidPayment(api, { paymentId, reason: "Odd" })).toMatchObject({ code: "PAYMENT_NOT_FOUND" });
    expect(api.accidents).toEqual([]);
  });

  it("are refused as cursors", async () => {
    const id = await api.table.putEvent();
    const places = ["", "x".repeat(2000), "\u{10FFFF}x"].map((place) => opaque(`payments\u0000${place}`));
    for (const after of ["", ...places]) {
      const answer = await api.graphql(
        "query ($id: ID!, $after: String) { event(id: $id) { payments(after: $after) { nodes { id } } } }",
        { id, after },
      );
      expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
  });
});

describe("a reference with characters that fold into many", () => {
  it("is stored, and recognized the second time", async () => {
    const eventId = await api.table.putEvent();
    const reference = "\ufdfa".repeat(100);

    expect((await logPayment(api, { eventId, method: "ZELLE", reference })).payment.reference).toBe(
      reference,
    );
    expect(await logPayment(api, { eventId, method: "ZELLE", reference, amount: "9" })).toMatchObject({
      code: "POSSIBLE_DUPLICATE",
    });
  });
});
