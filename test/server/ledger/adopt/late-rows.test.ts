import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptLateRow } from "../../../../server/ledger/adopt/adopt-late-rows.ts";
import { createDynamoTableScan } from "../../../../server/ledger/dynamo/table-scan.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { createMailWorker, type MailWorker } from "../../../support/mail-worker.ts";
import { putOldRow } from "../../../support/old-rows.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";
import { verifyLedger } from "../../../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../../../support/smtp.ts";

let api: TestApi;
let smtp: TestSmtp;
let withWriter: MailWorker;
let withoutWriter: MailWorker;

beforeAll(async () => {
  api = await createTestApi();
  smtp = await startSmtp();
  const context = {
    store: api.store,
    scan: createDynamoTableScan(api.table),
    clock: api.clock,
    operatorCurrency: "USD",
    timeZone: "America/Los_Angeles",
  };
  withWriter = createMailWorker(api, {
    smtpUrl: smtp.url,
    wrap: (delivery) => ({ ...delivery, adoptLateRow: (ref) => adoptLateRow(context, ref) }),
  });
  withoutWriter = createMailWorker(api, { smtpUrl: smtp.url });
});

afterAll(async () => {
  withWriter.close();
  withoutWriter.close();
  await smtp.close();
});

describe("a row that a legacy handler writes into an event with a ledger", () => {
  it("is listed, not counted, and a finding while LEGACY_WRITER is off", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    await putOldRow(api.table, { eventId, amount: "5" });
    await withoutWriter.deliver(eventId);

    const ledger = await readLedger(api, eventId);
    expect(ledger).toMatchObject({ totalCollected: { amount: "1.00" }, paymentCount: 1 });
    expect(ledger.payments.nodes).toHaveLength(2);
    expect((await verifyLedger(api, eventId)).findings).toMatchObject([{ code: "UNADOPTED" }]);
  });

  it("is adopted once, marked and mailed, while LEGACY_WRITER is on", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    await putOldRow(api.table, { eventId, amount: "5" });
    smtp.mails.length = 0;
    await Promise.all([withWriter.deliver(eventId), withWriter.deliver(eventId)]);
    await withWriter.deliver(eventId);

    const ledger = await readLedger(api, eventId);
    expect(ledger).toMatchObject({ totalCollected: { amount: "6.00" }, paymentCount: 2, lastSequence: 2 });
    expect(ledger.payments.nodes[0]).toMatchObject({
      adopted: true,
      sequence: 2,
      notification: { status: "SENT" },
    });
    expect(smtp.mails.map(({ subject }) => subject).sort()).toEqual([
      "$1.00 from Maya Rivera · Rivera sunset sail",
      "$5.00 from Maya Rivera · Rivera sunset sail",
    ]);
    expect((await logPayment(api, { eventId, amount: "2" })).payment.sequence).toBe(3);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });

  it("is a finding again after adoption was finished", async () => {
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId, amount: "1" });
    await createDynamoTableScan(api.table).finishAdoption("2026-06-14T00:00:00.000Z");
    await putOldRow(api.table, { eventId, amount: "5" });
    await withWriter.deliver(eventId);

    expect((await verifyLedger(api, eventId)).findings).toMatchObject([{ code: "UNADOPTED" }]);
  });
});
