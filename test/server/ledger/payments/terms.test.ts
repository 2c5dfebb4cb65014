import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { createMailWorker } from "../../../support/mail-worker.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";
import { setEventTerms, verifyLedger, voidPayment } from "../../../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../../../support/smtp.ts";

const DEPOSIT_FIRST = "Do not depart until the deposit is confirmed.";
const BALANCE_FIRST = "Do not depart until full payment is received and logged.";

let api: TestApi;
let smtp: TestSmtp;

beforeAll(async () => {
  api = await createTestApi();
  smtp = await startSmtp();
});

afterAll(() => smtp.close());

const STATE = `query ($id: ID!) { event(id: $id) { agreedTotal { amount } deposit { amount } balanceDue { amount } credit { amount }
  paymentState clearToDepart banner } }`;

const stateOf = async (id: string) => (await api.graphql(STATE, { id })).data.event;

describe("an event", () => {
  it("without terms is unknown, and may not depart", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });

    expect(await stateOf(eventId)).toEqual({
      agreedTotal: null,
      deposit: null,
      balanceDue: null,
      credit: null,
      paymentState: "UNKNOWN",
      clearToDepart: false,
      banner: "Payment terms are not set. Ask the admin before departing.",
    });
  });

  it("goes from tentative through the deposit to paid in full, and back when a payment is voided", async () => {
    const eventId = await api.table.putEvent();
    const set = await setEventTerms(api, { eventId, agreedTotal: "1000", deposit: "300.00" });
    const states = [set.event];
    await logPayment(api, { eventId, amount: "299.99" });
    states.push(await stateOf(eventId));
    await logPayment(api, { eventId, amount: "0.01" });
    states.push(await stateOf(eventId));
    const { payment } = await logPayment(api, { eventId, amount: "750" });
    states.push(await stateOf(eventId));
    await voidPayment(api, { paymentId: payment.id, reason: "Bounced" });
    states.push(await stateOf(eventId));

    expect(states).toMatchObject([
      {
        paymentState: "TENTATIVE",
        clearToDepart: false,
        banner: DEPOSIT_FIRST,
        balanceDue: { amount: "1000.00" },
      },
      {
        paymentState: "TENTATIVE",
        clearToDepart: false,
        banner: DEPOSIT_FIRST,
        balanceDue: { amount: "700.01" },
      },
      {
        paymentState: "DEPOSIT_RECEIVED",
        clearToDepart: false,
        banner: BALANCE_FIRST,
        balanceDue: { amount: "700.00" },
      },
      {
        paymentState: "PAID_IN_FULL",
        clearToDepart: true,
        banner: null,
        balanceDue: { amount: "0.00" },
        credit: { amount: "50.00" },
      },
      {
        paymentState: "DEPOSIT_RECEIVED",
        clearToDepart: false,
        balanceDue: { amount: "700.00" },
        credit: { amount: "0.00" },
      },
    ]);
  });

  it("without a deposit is tentative until something is collected", async () => {
    for (const deposit of [null, "0"]) {
      const eventId = await api.table.putEvent();
      const set = await setEventTerms(api, { eventId, agreedTotal: "100", deposit });
      expect(set.event).toMatchObject({ paymentState: "TENTATIVE", banner: DEPOSIT_FIRST, deposit: null });
      await logPayment(api, { eventId, amount: "1" });
      expect(await stateOf(eventId)).toMatchObject({ paymentState: "DEPOSIT_RECEIVED" });
    }
  });

  it("that costs nothing is paid in full", async () => {
    const eventId = await api.table.putEvent();

    expect((await setEventTerms(api, { eventId, agreedTotal: "0.00" })).event).toMatchObject({
      paymentState: "PAID_IN_FULL",
      clearToDepart: true,
      banner: null,
    });
  });

  it("that is cancelled is not clear to depart, for admin and crew, and stays paid in full", async () => {
    const eventId = await api.table.putEvent();
    await setEventTerms(api, { eventId, agreedTotal: "100" });
    await logPayment(api, { eventId, amount: "100" });
    const crewKey = await api.makeKey(["STATE_READ"]);
    const query = "query ($id: ID!) { event(id: $id) { status paymentState clearToDepart banner } }";
    const asked = async () =>
      Promise.all([undefined, crewKey].map((as) => api.graphql(query, { id: eventId }, { as })));
    for (const { data } of await asked()) expect(data.event.clearToDepart).toBe(true);

    await api.table.putEvent({ id: eventId, status: "Cancelled" });
    for (const { data } of await asked()) {
      expect(data.event).toEqual({
        status: "Cancelled",
        paymentState: "PAID_IN_FULL",
        clearToDepart: false,
        banner: "This charter is cancelled.",
      });
    }
  });

  it("uses the terms of its own item until terms are set here", async () => {
    const eventId = await api.table.putEvent();
    const own = {
      pk: { S: eventId },
      sk: { S: "META" },
      title: { S: "Sail" },
      agreedTotal: { N: "500.5" },
      deposit: { S: "100" },
    };
    await api.table.putItem(own);
    expect(await stateOf(eventId)).toMatchObject({
      agreedTotal: { amount: "500.50" },
      deposit: { amount: "100.00" },
      paymentState: "TENTATIVE",
    });

    await setEventTerms(api, { eventId, agreedTotal: "50" });
    expect(await stateOf(eventId)).toMatchObject({ agreedTotal: { amount: "50.00" }, deposit: null });

    const odd = await api.table.putEvent();
    await api.table.putItem({ ...own, pk: { S: odd }, agreedTotal: { N: "500.555" } });
    expect(await stateOf(odd)).toMatchObject({ agreedTotal: null, paymentState: "UNKNOWN" });
  });

  it("with terms only is in the list of ledgers, and keeps its currency and its legacy rows", async () => {
    const own = await createTestApi();
    const eventId = await own.table.putEvent({ currency: "JPY" });
    await putLegacyRow(own.table, { eventId, amount: "700" });
    await setEventTerms(own, { eventId, agreedTotal: "1000" });
    const { data } = await own.graphql(
      "{ eventList { nodes { id totalCollected { amount currency } lastSequence } } }",
    );

    expect(data.eventList.nodes).toEqual([
      { id: eventId, totalCollected: { amount: "700", currency: "JPY" }, lastSequence: 2 },
    ]);
    expect((await readLedger(own, eventId)).paymentCount).toBe(1);
  });
});

describe("setEventTerms", () => {
  it("refuses invalid terms and an unknown event", async () => {
    const eventId = await api.table.putEvent();
    const codes = async (input: Record<string, unknown>) =>
      (await setEventTerms(api, { eventId, ...input })).faults.map(
        ({ path, code }: { path: string[]; code: string }) => [path[1], code],
      );

    expect(await codes({ agreedTotal: "100", deposit: "100.01" })).toEqual([
      ["deposit", "DEPOSIT_ABOVE_TOTAL"],
    ]);
    expect(await codes({ agreedTotal: "-1", deposit: "x" })).toEqual([
      ["agreedTotal", "NOT_POSITIVE"],
      ["deposit", "NOT_A_DECIMAL"],
    ]);
    expect(await codes({ agreedTotal: "1.005" })).toEqual([["agreedTotal", "TOO_MANY_DIGITS"]]);
    expect(await setEventTerms(api, { eventId: "nowhere", agreedTotal: "1" })).toMatchObject({
      code: "EVENT_NOT_FOUND",
    });
    expect(await api.table.items(eventId)).toHaveLength(1);
  });

  it("keeps every change with who, when, and the old and new values; setting the same terms again changes nothing", async () => {
    const eventId = await api.table.putEvent();
    await setEventTerms(api, { eventId, agreedTotal: "1000", deposit: "300" }, { name: "Ines Duarte" });
    await setEventTerms(api, { eventId, agreedTotal: "1000.0", deposit: "300.00" }, { name: "Tom Okafor" });
    await setEventTerms(api, { eventId, agreedTotal: "900" }, { name: "Tom Okafor" });

    const changes = (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("RECORD#"));
    expect(changes).toMatchObject([
      {
        agreed_total: { N: "100000" },
        deposit: { N: "30000" },
        recorded_by: { S: "Ines Duarte" },
        principal: { S: "admin" },
      },
      {
        agreed_total: { N: "90000" },
        previous_agreed_total: { N: "100000" },
        previous_deposit: { N: "30000" },
        recorded_by: { S: "Tom Okafor" },
      },
    ]);
    expect(changes[0]?.sk?.S).toMatch(/^RECORD#2026-06-14T23:30:00\.000Z#/);
    expect(await verifyLedger(api, eventId)).toEqual({ ok: true, entries: 2, findings: [] });
  });

  it("by several people at the same time leaves an unbroken series of changes", async () => {
    const other = await createTestApi({ table: api.table });
    const eventId = await api.table.putEvent();

    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        setEventTerms(at % 2 ? api : other, { eventId, agreedTotal: `${100 + at}` }),
      ),
    );

    const items = await api.table.items(eventId);
    const changes = items.filter((item) => item.sk?.S?.startsWith("RECORD#"));
    expect(changes).toHaveLength(6);
    for (const [at, change] of changes.entries()) {
      expect(change.previous_agreed_total?.N).toBe(changes[at - 1]?.agreed_total?.N);
    }
    expect(items.find((item) => item.sk?.S === "TERMS")?.agreed_total).toEqual(changes.at(-1)?.agreed_total);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("is mailed once, with the old and new values", async () => {
    const own = await createTestApi();
    const worker = createMailWorker(own, { smtpUrl: smtp.url });
    const eventId = await own.table.putEvent();
    await setEventTerms(own, { eventId, agreedTotal: "1000", deposit: "300" });
    await worker.deliver(eventId);
    own.clock.advance({ hours: 1 });
    await setEventTerms(own, { eventId, agreedTotal: "900" }, { name: "Tom Okafor" });
    await worker.sweep();
    await worker.deliver(eventId);

    expect(smtp.mails.map(({ subject }) => subject)).toEqual([
      "Terms set for Rivera sunset sail: $1,000.00",
      "Terms changed for Rivera sunset sail: $900.00",
    ]);
    expect(smtp.mails[1]?.text).toMatch(/Agreed total before: +\$1,000\.00\nDeposit before: +\$300\.00/);
    expect(smtp.mails[1]?.text).toContain("Tom Okafor");
    worker.close();
  });
});
