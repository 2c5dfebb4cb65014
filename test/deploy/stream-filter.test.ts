import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FilterPattern, streamFilters } from "../../deploy/stack/stream-filter.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { putLegacyRow } from "../support/legacy-rows.ts";
import { aStreamRecord, createMailWorker, type MailWorker } from "../support/mail-worker.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { setEventTerms } from "../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../support/smtp.ts";
import { matchesFilter } from "../support/stream-filter.ts";

const WITHOUT_WRITER = streamFilters({ legacyWriter: false });
const WITH_WRITER = streamFilters({ legacyWriter: true });

let api: TestApi;
let smtp: TestSmtp;
let worker: MailWorker;

beforeAll(async () => {
  api = await createTestApi();
  smtp = await startSmtp();
  worker = createMailWorker(api, { smtpUrl: smtp.url });
});

afterAll(async () => {
  worker.close();
  await smtp.close();
});

const matches = (patterns: FilterPattern[], record: unknown) =>
  patterns.some((pattern) => matchesFilter(pattern, record));

/** The stream records of all current items of an event. */
async function recordsOf(eventId: string, eventName = "INSERT") {
  const items = await api.table.items(eventId);
  return items.map((item, at) => aStreamRecord(item, at + 1, eventName));
}

const kindsOf = (records: Awaited<ReturnType<typeof recordsOf>>) =>
  records.map(({ dynamodb }) => (dynamodb.Keys.sk as { S: string }).S.split("#")[0]).sort();

describe("the filter of the stream", () => {
  it("passes items with a pending mail, and nothing after all mails are sent", async () => {
    const eventId = await api.table.putEvent();
    await setEventTerms(api, { eventId, agreedTotal: "900" });
    await logPayment(api, { eventId, amount: "100", patronEmail: "tom.okafor@example.com" });
    const before = await recordsOf(eventId);
    expect(kindsOf(before)).toEqual(["LEDGER", "META", "PAYMENT", "RECORD", "STATE", "STATE", "TERMS"]);

    const through = before.filter((record) => matches(WITHOUT_WRITER, record));
    expect(kindsOf(through)).toEqual(["STATE", "STATE"]);
    await worker.handle(through);

    expect(smtp.mails).toHaveLength(3);
    const after = await recordsOf(eventId, "MODIFY");
    expect(after.filter((record) => matches(WITHOUT_WRITER, record))).toEqual([]);
  });

  it("passes a requested resend, but no removal", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });
    await worker.deliver(eventId);
    const [{ id }] = (await readLedger(api, eventId)).payments.nodes;
    const mutation = "mutation ($id: ID!) { resendNotification(input: { paymentId: $id }) { __typename } }";
    await api.graphql(mutation, { id });

    const asked = (await recordsOf(eventId, "MODIFY")).filter((record) => matches(WITHOUT_WRITER, record));
    expect(kindsOf(asked)).toEqual(["STATE"]);
    const removed = await recordsOf(eventId, "REMOVE");
    expect(removed.filter((record) => matches(WITH_WRITER, record))).toEqual([]);
  });

  it("passes legacy rows only while there is a legacy handler", async () => {
    const eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, amount: "5" });
    const records = await recordsOf(eventId);
    expect(records.filter((record) => matches(WITHOUT_WRITER, record))).toEqual([]);
    expect(kindsOf(records.filter((record) => matches(WITH_WRITER, record)))).toEqual(["PAYMENT"]);
  });

  it("blocks only records that the consumer would ignore", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });
    const heldBack = (await recordsOf(eventId)).filter((record) => !matches(WITHOUT_WRITER, record));
    const sentBefore = smtp.mails.length;
    await worker.handle(heldBack);
    expect(heldBack.length).toBeGreaterThan(2);
    expect(smtp.mails).toHaveLength(sentBefore);
  });
});
