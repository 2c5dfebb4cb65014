import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../../support/api.ts";
import { logPayment } from "../../../support/payments.ts";
import { setEventTerms } from "../../../support/reversals.ts";

let api: TestApi;
let eventId: string;

beforeAll(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
});

const isUntouched = async () => (await api.table.items(eventId)).length === 1;

const FAULTS: [name: string, input: Record<string, unknown>, faults: [field: string, code: string][]][] = [
  ["a blank patron", { patron: " \u200b " }, [["patron", "BLANK"]]],
  ["a patron over 200 characters", { patron: "a".repeat(201) }, [["patron", "TOO_LONG"]]],
  ["a line break in the patron", { patron: "Maya\nRivera" }, [["patron", "CONTROL_CHARACTER"]]],
  ["NUL in the notes", { notes: "a\u0000b" }, [["notes", "CONTROL_CHARACTER"]]],
  ["an unpaired surrogate", { patron: "Maya \ud83d" }, [["patron", "CONTROL_CHARACTER"]]],
  ["an unpaired surrogate in the reference", { reference: "12\ud83d" }, [["reference", "CONTROL_CHARACTER"]]],
  ["notes over 2,000 characters", { notes: "⚓".repeat(2001) }, [["notes", "TOO_LONG"]]],
  [
    "a reference over 100 characters",
    { reference: "1".repeat(9) + "a".repeat(92) },
    [["reference", "TOO_LONG"]],
  ],
  [
    "an idempotency key over 200 characters",
    { idempotencyKey: "k".repeat(201) },
    [["idempotencyKey", "TOO_LONG"]],
  ],
  ["an empty idempotency key", { idempotencyKey: "" }, [["idempotencyKey", "BLANK"]]],
  ["an amount of zero", { amount: "0.00" }, [["amount", "NOT_POSITIVE"]]],
  ["a negative amount", { amount: "-5" }, [["amount", "NOT_POSITIVE"]]],
  ["an amount with a group", { amount: "1,000" }, [["amount", "NOT_A_DECIMAL"]]],
  ["an amount with an exponent", { amount: "1e3" }, [["amount", "NOT_A_DECIMAL"]]],
  ["an amount in other digits", { amount: "١٢" }, [["amount", "NOT_A_DECIMAL"]]],
  ["three decimals of a dollar", { amount: "1.005" }, [["amount", "TOO_MANY_DIGITS"]]],
  ["eleven digits before the point", { amount: "10000000000" }, [["amount", "TOO_MANY_DIGITS"]]],
  ["an unknown method", { method: "BITCOIN" }, [["method", "UNKNOWN_METHOD"]]],
  ["a check without a number", { method: "CHECK" }, [["reference", "REFERENCE_REQUIRED"]]],
  ["Zelle without a reference", { method: "ZELLE", reference: " " }, [["reference", "REFERENCE_REQUIRED"]]],
  ["ACH without a trace number", { method: "ACH" }, [["reference", "REFERENCE_REQUIRED"]]],
  ["tomorrow", { receivedOn: "2026-06-15" }, [["receivedOn", "DATE_IN_FUTURE"]]],
  ["the 30th of February", { receivedOn: "2026-02-30" }, [["receivedOn", "NOT_A_DATE"]]],
  ["a date in another form", { receivedOn: "6/14/2026" }, [["receivedOn", "NOT_A_DATE"]]],
  ["a day before 2000", { receivedOn: "1999-12-31" }, [["receivedOn", "DATE_TOO_EARLY"]]],
  ["a time of typing in words", { typedAt: "tomorrow" }, [["typedAt", "NOT_A_DATE"]]],
  ["a time of typing without an offset", { typedAt: "2026-06-14T10:00:00" }, [["typedAt", "NOT_A_DATE"]]],
  ["a day as the time of typing", { typedAt: "2026-06-14" }, [["typedAt", "NOT_A_DATE"]]],
  ["the 30th of February as the time", { typedAt: "2026-02-30T10:00:00Z" }, [["typedAt", "NOT_A_DATE"]]],
  ["a time of typing ahead", { typedAt: "2026-06-14T23:30:20.001Z" }, [["typedAt", "DATE_IN_FUTURE"]]],
  ["a time of typing before the day", { typedAt: "2026-06-13T23:00:00Z" }, [["typedAt", "DATE_TOO_EARLY"]]],
  ["another currency", { currency: "EUR" }, [["currency", "CURRENCY_MISMATCH"]]],
  ["an invalid email address", { patronEmail: "maya, tom@example.com" }, [["patronEmail", "NOT_AN_EMAIL"]]],
  [
    "two email addresses",
    { patronEmail: "maya@example.com,tom@example.com" },
    [["patronEmail", "NOT_AN_EMAIL"]],
  ],
  ["a card number in the notes", { notes: "card 4242-4242 4242 4242 exp 12" }, [["notes", "CARD_NUMBER"]]],
  ["a card number as patron", { patron: "5555555555554444" }, [["patron", "CARD_NUMBER"]]],
  [
    "a card number as reference of a card",
    { method: "CARD", reference: "378282246310005" },
    [["reference", "CARD_NUMBER"]],
  ],
  [
    "many faults",
    { patron: "", amount: "abc", method: "CHECK", receivedOn: "soon", currency: "JPY", notes: "\u0007" },
    [
      ["patron", "BLANK"],
      ["amount", "NOT_A_DECIMAL"],
      ["reference", "REFERENCE_REQUIRED"],
      ["receivedOn", "NOT_A_DATE"],
      ["currency", "CURRENCY_MISMATCH"],
      ["notes", "CONTROL_CHARACTER"],
    ],
  ],
];

describe("logPayment refuses", () => {
  it.each(FAULTS)("%s, reports it, and writes nothing", async (_name, input, expected) => {
    const refused = await logPayment(api, { eventId, ...input });

    expect(refused).toMatchObject({ __typename: "InvalidInput", code: "INVALID_INPUT" });
    const found = refused.faults.map(({ path, code }: { path: string[]; code: string }) => [
      path.join("."),
      code,
    ]);
    expect(found.sort()).toEqual(expected.map(([field, code]) => [`input.${field}`, code]).sort());
    expect(await isUntouched()).toBe(true);
  });

  it("an event id that is too long, with the other faults", async () => {
    const refused = await logPayment(api, { eventId: "e".repeat(201), patron: "", amount: "-1" });

    expect(refused.faults.map(({ code }: { code: string }) => code).sort()).toEqual([
      "BLANK",
      "NOT_POSITIVE",
      "TOO_LONG",
    ]);
  });

  it("the ids of our own bookkeeping, as events that do not exist", async () => {
    const { payment } = await logPayment(api, {
      eventId: await api.table.putEvent(),
      idempotencyKey: "some key",
    });
    expect(payment).toBeDefined();

    const refused = await logPayment(api, { eventId: "IDEMPOTENCY#admin#x" });

    expect(refused.code).toBe("EVENT_NOT_FOUND");
  });

  it("the faults of an unknown event together with the event", async () => {
    const refused = await logPayment(api, { eventId: "nowhere", amount: "x" });

    expect(refused.faults.map(({ code }: { code: string }) => code).sort()).toEqual([
      "NOT_A_DECIMAL",
      "UNKNOWN_EVENT",
    ]);
  });

  it("a total that would be too large to be exact", async () => {
    const dear = await api.table.putEvent({ currency: "CLF" });
    const put = (at: number) =>
      logPayment(api, { eventId: dear, amount: "9999999999.9999", patron: `Patron ${at}` });
    for (let at = 0; at < 90; at += 1) expect((await put(at)).__typename).toBe("PaymentLogged");

    const refused = await put(90);

    expect(refused.faults).toMatchObject([{ code: "TOTAL_TOO_LARGE" }]);
  });
});

describe("logPayment accepts", () => {
  it.each([
    ["an ACH trace that looks like a card number", { method: "ACH", reference: "4242424242424242" }],
    ["a phone number in the notes", { notes: "Call 415 555 0100, room 12" }],
    ["emoji, accents and right-to-left text", { patron: "Ines Duarte ⚓ דוארטה", amount: "3" }],
    ["line breaks in notes", { notes: "one\ntwo", amount: "4" }],
    ["2,000 characters outside the first plane", { notes: "🛥".repeat(2000), amount: "5" }],
    ["cash without a reference", { method: "CASH", amount: "6" }],
  ])("%s", async (_name, input) => {
    const event = await api.table.putEvent();

    expect((await logPayment(api, { eventId: event, ...input })).__typename).toBe("PaymentLogged");
  });
});

describe("an event whose id looks like a card number", () => {
  it("takes payments and terms like any other", async () => {
    const event = await api.table.putEvent({ id: "event-4242-4242-4242-4242" });

    expect((await logPayment(api, { eventId: event })).__typename).toBe("PaymentLogged");
    expect(await setEventTerms(api, { eventId: event, agreedTotal: "900" })).toMatchObject({
      __typename: "EventTermsSet",
    });
  });
});

describe("POST /graphql answers", () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    api.fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        authorization: `Bearer ${PASSWORD}`,
        ...headers,
      },
      body,
    });

  it("400 to invalid JSON", async () => {
    expect((await post("{ not json")).status).toBe(400);
  });

  it("400 to a document that does not parse, and to one with an unknown field", async () => {
    expect((await post(JSON.stringify({ query: "{ event(" }))).status).toBe(400);
    expect((await post(JSON.stringify({ query: "{ nothing }" }))).status).toBe(400);
  });

  it("413 to a body over 100 kB, with or without its length", async () => {
    const body = JSON.stringify({ query: `{ viewer { kind } } #${"x".repeat(100_000)}` });
    const streamed = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });

    expect((await post(body)).status).toBe(413);
    const init = {
      method: "POST",
      body: streamed,
      duplex: "half",
      headers: { "content-type": "application/json" },
    };
    expect((await api.fetch("/graphql", init as RequestInit)).status).toBe(413);
  });

  it("200 to a body just below 100 kB", async () => {
    const body = JSON.stringify({ query: `{ viewer { kind } } #${"x".repeat(99_900)}` });

    expect((await post(body)).status).toBe(200);
  });

  it("415 to a body of another type", async () => {
    expect((await post("hello", { "content-type": "text/plain" })).status).toBe(415);
  });
});
