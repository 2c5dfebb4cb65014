import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { createMailWorker, type MailWorker } from "../../support/mail-worker.ts";
import { logPayment } from "../../support/payments.ts";
import { correctPayment, refundPayment, voidPayment } from "../../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../../support/smtp.ts";

let api: TestApi;
let smtp: TestSmtp;
let worker: MailWorker;
let eventId: string;

beforeAll(async () => {
  smtp = await startSmtp();
  api = await createTestApi();
  worker = createMailWorker(api, { smtpUrl: smtp.url });
});

afterAll(async () => {
  worker.close();
  await smtp.close();
});

beforeEach(async () => {
  eventId = await api.table.putEvent();
  smtp.mails.length = 0;
});

/** The mails that this work causes, by subject. */
async function mailsOf(work: () => Promise<unknown>) {
  await work();
  await worker.deliver(eventId);
  return new Map(smtp.mails.map((mail) => [mail.subject ?? "", mail]));
}

const log = async (input: Record<string, unknown> = {}) =>
  (await logPayment(api, { eventId, ...input })).payment;

describe("the admin is mailed", () => {
  it("about a void, with the reason", async () => {
    const mails = await mailsOf(async () =>
      voidPayment(api, { paymentId: (await log()).id, reason: "Bounced" }),
    );
    const mail = mails.get("Void: $125.50 of Maya Rivera · Rivera sunset sail");

    expect(mails.size).toBe(2);
    expect(mail?.text).toMatch(/^\$125\.50 of Maya Rivera voided\n/);
    expect(mail?.text).toMatch(/Amount: +-\$125\.50\nReason: +Bounced\n/);
    expect(mail?.text).toMatch(/Total collected: \$0\.00\nSequence: +2\nHash: +/);
  });

  it("about a refund, with the day", async () => {
    const mails = await mailsOf(async () =>
      refundPayment(api, {
        paymentId: (await log({ receivedOn: "2026-06-13" })).id,
        amount: "20",
        reason: "Short trip",
        receivedOn: "2026-06-13",
      }),
    );

    expect(mails.get("Refund: $20.00 to Maya Rivera · Rivera sunset sail")?.text).toMatch(
      /Given back on: +Saturday, June 13, 2026\n/,
    );
  });

  it("about a correction, and the patron gets the corrected receipt", async () => {
    const mails = await mailsOf(async () =>
      correctPayment(api, {
        paymentId: (await log({ patronEmail: "maya@example.com" })).id,
        amount: "152.50",
        reason: "Digits swapped",
      }),
    );

    expect([...mails.keys()].sort()).toEqual([
      "$125.50 from Maya Rivera · Rivera sunset sail",
      "Corrected receipt: $152.50 for Rivera sunset sail",
      "Correction: $152.50 from Maya Rivera · Rivera sunset sail",
      "Receipt: $125.50 for Rivera sunset sail",
      "Void: $125.50 of Maya Rivera · Rivera sunset sail",
    ]);
    expect(mails.get("Corrected receipt: $152.50 for Rivera sunset sail")?.text).toContain(
      "This replaces an earlier receipt.",
    );
  });
});

const RESEND = `mutation ($input: ResendInput!, $receipt: Boolean!) {
  notification: resendNotification(input: $input) @skip(if: $receipt) { ...answer }
  receipt: resendReceipt(input: $input) @include(if: $receipt) { ...answer }
}
fragment answer on ResendResult {
  ... on NotificationQueued { payment { id notification { status } receipt { status } } }
  ... on UserError { code } ... on InvalidInput { faults { code } }
}`;

const resend = async (paymentId: string, receipt: boolean) => {
  const { data } = await api.graphql(RESEND, { input: { paymentId }, receipt });
  return data.notification ?? data.receipt;
};

describe("a mail", () => {
  it("can be sent again by a person, with a new Message-ID, so that mailboxes show it", async () => {
    const payment = await log({ patronEmail: "maya@example.com" });
    await worker.deliver(eventId);
    const [first] = smtp.mails.filter(({ subject }) => !subject?.startsWith("Receipt"));
    smtp.mails.length = 0;

    expect(await resend(payment.id, false)).toMatchObject({
      payment: { notification: { status: "PENDING" } },
    });
    await worker.deliver(eventId);
    await worker.deliver(eventId);

    expect(smtp.mails.map(({ subject }) => subject)).toEqual([first?.subject]);
    expect(smtp.mails[0]?.messageId).not.toBe(first?.messageId);
    smtp.mails.length = 0;
    expect(await resend(payment.id, true)).toMatchObject({ payment: { receipt: { status: "PENDING" } } });
    await worker.sweep();
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(["Receipt: $125.50 for Rivera sunset sail"]);
  });

  it("cannot be sent without a recipient or a subject", async () => {
    const payment = await log();

    expect(await resend(payment.id, true)).toEqual({
      code: "INVALID_INPUT",
      faults: [{ code: "NO_PATRON_EMAIL" }],
    });
    expect(await resend("nothing", false)).toEqual({ code: "PAYMENT_NOT_FOUND" });
  });
});
