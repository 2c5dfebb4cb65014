import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";
import { correctPayment, refundPayment, voidPayment } from "../../support/reversals.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

const CARD = "4242424242424242";

async function codesOf(input: Record<string, unknown>, id?: string): Promise<string[]> {
  const logged = await logPayment(api, { eventId: await api.table.putEvent(id ? { id } : {}), ...input });
  return (logged.faults ?? [logged]).map(
    (found: { code?: string; __typename: string }) => found.code ?? found.__typename,
  );
}

describe("a full card number is refused", () => {
  it.each([
    ["Visa", CARD],
    ["Visa of 13 digits", "4222222222222"],
    ["Visa of 19 digits", "4242424242424242428"],
    ["Mastercard", "5555555555554444"],
    ["Mastercard of the second series", "2223003122003222"],
    ["Mastercard at the end of the second series", "2720999999999996"],
    ["American Express", "378282246310005"],
    ["Discover", "6011111111111117"],
    ["Diners", "30569309025904"],
    ["Diners of the range 3095", "30950000000000"],
    ["Diners of the range 36", "36227206271667"],
    ["JCB", "3530111333300000"],
    ["UnionPay", "6200000000000005"],
    ["UnionPay of 19 digits", "6205500000000000004"],
  ])("%s", async (_network, number) => {
    expect(await codesOf({ notes: number })).toEqual(["CARD_NUMBER"]);
    expect(await codesOf({ notes: number.replace(/(\d{4})/g, "$1 ") })).toEqual(["CARD_NUMBER"]);
  });

  it.each([
    ["spaces", "4242 4242 4242 4242"],
    ["many spaces", "4242    4242  4242 4242"],
    ["a space after every digit", [...CARD].join(" ")],
    ["non-breaking spaces", "4242\u00a04242\u202f4242\u20074242"],
    ["dashes", "4242-4242-4242-4242"],
    ["long dashes and a minus", "4242–4242—4242\u22124242"],
    ["points", "4242.4242.4242.4242"],
    ["underscores", "4242_4242_4242_4242"],
    ["spaces around dashes", "4242 - 4242 - 4242 - 4242"],
    ["line breaks", "4242\n4242\n4242\n4242"],
    ["invisible characters", "4242\u200b4242\u00ad4242\u20604242"],
    ["fillers", "4242\u31644242\u034f4242\ufe0f4242"],
    ["characters that reverse a line", "\u202e4242\u202c4242\u20674242\u20694242"],
    ["full-width digits", "４２４２　４２４２　４２４２　４２４２"],
    ["circled digits", "④②④②④②④②④②④②④②④②"],
    ["keycaps", [...CARD].map((digit) => `${digit}\ufe0f\u20e3`).join("")],
    ["Arabic digits", "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢"],
    ["Devanagari digits", "४२४२४२४२४२४२४२४२"],
    ["a sentence around it", "Maya paid with 4242 4242 4242 4242, exp 12/28, CVC 123."],
    ["adjacent letters", "visa4242424242424242exp"],
    ["other digits before it", "Room 12 4242 4242 4242 4242"],
    ["other digits after it", "4242 4242 4242 4242 123"],
  ])("with %s", async (_what, notes) => {
    expect(await codesOf({ notes })).toEqual(["CARD_NUMBER"]);
  });

  it.each(["patron", "notes", "patronEmail"])("as %s", async (field) => {
    const text = field === "patronEmail" ? `${CARD}@example.com` : `Maya ${CARD}`;

    expect(await codesOf({ [field]: text })).toEqual(["CARD_NUMBER"]);
  });

  it.each(["CARD", "CASH", "OTHER"])("as reference of %s", async (method) => {
    expect(await codesOf({ method, reference: CARD })).toEqual(["CARD_NUMBER"]);
  });

  it("as reason of a void, a refund and a correction, and in a corrected field", async () => {
    const eventId = await api.table.putEvent();
    const { payment } = await logPayment(api, { eventId, method: "ACH", reference: CARD });
    const input = { paymentId: payment.id, reason: `Card ${CARD}` };
    const fault = { faults: [{ code: "CARD_NUMBER" }] };

    expect(await voidPayment(api, input)).toMatchObject(fault);
    expect(await refundPayment(api, { ...input, amount: "1" })).toMatchObject(fault);
    expect(await correctPayment(api, { ...input, notes: "New" })).toMatchObject(fault);
    expect(await correctPayment(api, { ...input, reason: "Typed", notes: CARD })).toMatchObject(fault);
    expect(await correctPayment(api, { ...input, reason: "Not ACH", method: "CARD" })).toMatchObject(fault);
  });
});

describe("accepts what is not a card number:", () => {
  it.each([
    ["16 digits that do not add up", "4242424242424241"],
    ["digits with a valid checksum, of no network", "9999000000000004"],
    ["a prefix just before the second series", "2220000000000000"],
    ["a prefix just after it", "2721000000000004"],
    ["a network's prefix with too many digits", "42424242424242424242"],
    ["a network's prefix with too few digits", "424242424242"],
    ["the last four digits", "Card ending in 4242"],
    ["telephone numbers", "+1 415 555 0100, +44 20 7946 0958"],
    ["dates and amounts", "2026-06-14 2026-06-15 125.50 1,250.00"],
  ])("%s", async (_what, notes) => {
    expect(await codesOf({ notes })).toEqual(["PaymentLogged"]);
  });

  it.each(["ACH", "ZELLE", "VENMO", "PAYPAL", "CHECK"])("a reference of %s", async (method) => {
    expect(await codesOf({ method, reference: CARD })).toEqual(["PaymentLogged"]);
  });

  it("an event's own id, and an idempotency key", async () => {
    expect(await codesOf({ idempotencyKey: CARD }, `charter-${CARD}`)).toEqual(["PaymentLogged"]);
  });
});
