import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { StoreUnavailableError } from "../../../server/values/unavailable.ts";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { putLegacyRow } from "../../support/legacy-rows.ts";
import { aStreamRecord, createMailWorker, type MailWorker } from "../../support/mail-worker.ts";
import { logPayment, readLedger } from "../../support/payments.ts";
import { startSmtp, type TestSmtp } from "../../support/smtp.ts";

let api: TestApi;
let smtp: TestSmtp;
let worker: MailWorker;
let eventId: string;

beforeAll(async () => {
  smtp = await startSmtp();
});

afterAll(() => smtp.close());

beforeEach(async () => {
  api = await createTestApi();
  worker = createMailWorker(api, { smtpUrl: smtp.url });
  eventId = await api.table.putEvent();
  smtp.behave("accepts");
  smtp.mails.length = 0;
  smtp.envelopes.length = 0;
});

afterEach(() => worker.close());

const payment = async () => (await readLedger(api, eventId)).payments.nodes[0];

describe("a logged payment", () => {
  it("is mailed to the admin with everything that proves it", async () => {
    const { payment: logged } = await logPayment(
      api,
      { eventId, method: "ZELLE", reference: "ZL-1", notes: "Deposit\nin full", receivedOn: "2026-06-13" },
      { name: "Ines Duarte" },
    );
    await worker.deliver(eventId);

    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.subject).toBe("$125.50 from Maya Rivera · Rivera sunset sail");
    expect(smtp.envelopes).toEqual([["admin@example.com"]]);
    for (const part of [mail?.text, mail?.html || ""]) {
      expect(part).toContain(`Rivera sunset sail (${eventId})`);
      for (const fact of [
        "Maya Rivera",
        "$125.50",
        "Zelle",
        "ZL-1",
        "Saturday, June 13, 2026",
        "Ines Duarte",
      ]) {
        expect(part).toContain(fact);
      }
      expect(part).toContain("June 14, 2026 at 4:30 PM PDT");
      for (const group of logged.hash.match(/.{4}/g) ?? []) expect(part).toContain(group);
      expect(part?.replace(/\s/g, "")).toContain(logged.hash);
    }
    expect(mail?.text).toMatch(/Total collected: \$125\.50\nSequence: +1\nHash: +/);
    expect(await payment()).toMatchObject({
      notification: { status: "SENT", attempts: 1, sentAt: "2026-06-14T23:30:00.000Z", lastError: null },
    });
  });

  it("is mailed immediately even if the writer's clock is ahead of the consumer's", async () => {
    await logPayment(api, { eventId });
    api.clock.advance({ seconds: -30 });
    await worker.deliver(eventId);

    expect(smtp.mails).toHaveLength(1);
  });

  it("is logged now and mailed immediately even if a legacy row claims a future time", async () => {
    await putLegacyRow(api.table, { eventId, amount: "1", timestamp: "2030-01-01T00:00:00" });
    const { payment: logged } = await logPayment(api, { eventId });
    await worker.deliver(eventId);

    expect(logged.loggedAt).toBe("2026-06-14T23:30:00.000Z");
    expect(smtp.mails).toHaveLength(1);
  });

  it("is mailed once, however often its record is delivered and swept", async () => {
    await logPayment(api, { eventId });

    await Promise.all([worker.deliver(eventId), worker.deliver(eventId), worker.sweep()]);
    await worker.deliver(eventId);
    await worker.sweep();

    expect(smtp.mails).toHaveLength(1);
  });

  it("sends the patron a receipt, without the notes, if an address was given", async () => {
    await logPayment(api, { eventId, patronEmail: "maya@example.com", notes: "grumpy about the wind" });
    await worker.deliver(eventId);

    const receipt = smtp.mails.find((mail) => mail.subject?.startsWith("Receipt"));
    expect(receipt?.subject).toBe("Receipt: $125.50 for Rivera sunset sail");
    expect(smtp.envelopes.toSorted()).toEqual([["admin@example.com"], ["maya@example.com"]]);
    expect(receipt?.text).not.toContain("grumpy");
    expect(await payment()).toMatchObject({ notification: { status: "SENT" }, receipt: { status: "SENT" } });
  });

  it("says in both mails what the money is for, unless all of it is fare", async () => {
    const parts = [
      { purpose: "GRATUITY", amount: "20" },
      { purpose: "SECURITY_DEPOSIT", amount: "5.50" },
    ];
    await logPayment(api, { eventId, patronEmail: "maya@example.com", parts });
    await worker.deliver(eventId);

    expect(smtp.mails).toHaveLength(2);
    for (const { text } of smtp.mails) {
      expect(text).toMatch(
        /Amount: +\$125\.50\nFare: +\$100\.00\nTip for the crew: +\$20\.00\nSecurity deposit: +\$5\.50\n/,
      );
    }
  });

  it("with hostile text reaches only the admin, with one subject line and no markup of the patron's", async () => {
    await logPayment(api, {
      eventId,
      patron: `Maya <img src=x onerror=alert(1)> "Rivera" Bcc: tom@example.com`,
      notes: "</td><script>alert(1)</script>\nBcc: tom@example.com",
      patronEmail: "o'maya+tag@example.com",
    });
    await worker.deliver(eventId);

    expect(smtp.envelopes.toSorted()).toEqual([["admin@example.com"], ["o'maya+tag@example.com"]]);
    const mail = smtp.mails.find((one) => !one.subject?.startsWith("Receipt"));
    expect(mail?.headers.has("bcc")).toBe(false);
    expect(mail?.subject).toContain("<img src=x onerror=alert(1)>");
    expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(mail?.html).not.toMatch(/<img|<script/);
  });

  it("is not mailed without a configured mailbox, and says why", async () => {
    await logPayment(api, { eventId });
    worker = createMailWorker(api, { smtpUrl: null });
    await worker.deliver(eventId);

    expect((await payment()).notification).toMatchObject({
      status: "OFF",
      lastError: "No mailbox is configured.",
    });
  });
});

describe("a mail server that refuses", () => {
  it("does not lose the mail: its state shows the failure, and it is retried with growing pauses until it is sent", async () => {
    smtp.behave("refuses");
    await logPayment(api, { eventId });
    await worker.deliver(eventId);

    expect((await payment()).notification).toMatchObject({
      status: "PENDING",
      attempts: 1,
      lastError: expect.stringContaining("Daily limit exceeded"),
    });
    await worker.sweep();
    expect((await payment()).notification.attempts).toBe(1);
    api.clock.advance({ seconds: 30 });
    await worker.sweep();
    expect((await payment()).notification.attempts).toBe(2);
    api.clock.advance({ seconds: 30 });
    await worker.sweep();
    expect((await payment()).notification.attempts).toBe(2);
    smtp.behave("accepts");
    api.clock.advance({ seconds: 30 });
    await worker.sweep();

    expect((await payment()).notification).toMatchObject({ status: "SENT", attempts: 3, lastError: null });
    expect(smtp.mails).toHaveLength(1);
  });

  it("for three days makes the mail failed, and it is no longer retried", async () => {
    smtp.behave("refuses");
    await logPayment(api, { eventId });
    for (let hours = 0; hours <= 78; hours += 6) {
      await worker.sweep();
      api.clock.advance({ hours: 6 });
    }
    smtp.behave("accepts");
    await worker.sweep();

    expect((await payment()).notification).toMatchObject({
      status: "FAILED",
      lastError: expect.stringContaining("Daily limit"),
    });
    expect(smtp.mails).toHaveLength(0);
    expect(worker.accidents).toEqual([{ eventId, kind: "notification" }]);
  });

  it.each(["hangs up mid-message", "is down"] as const)(
    "that %s leaves the mail pending, and receives it once when it is back",
    async (trouble) => {
      let other = await startSmtp();
      const { port, url } = other;
      const patient = createMailWorker(api, { smtpUrl: url });
      if (trouble === "is down") await other.close();
      else other.behave(trouble);
      await logPayment(api, { eventId });
      const during = await patient.deliver(eventId);
      const pending = (await payment()).notification;
      if (trouble === "is down") other = await startSmtp(port);
      else other.behave("accepts");
      api.clock.advance({ seconds: 30 });
      await Promise.all([patient.sweep(), patient.sweep()]);
      await patient.sweep();

      expect(during).toEqual({ batchItemFailures: [] });
      expect(pending).toMatchObject({ status: "PENDING", attempts: 1, lastError: expect.any(String) });
      expect((await payment()).notification).toMatchObject({ status: "SENT", attempts: 2, lastError: null });
      expect(other.mails).toHaveLength(1);
      patient.close();
      await other.close();
    },
  );
});

describe("a worker that dies after the mail server accepted the mail", () => {
  it("leaves a claim that another worker takes over when it expires; the duplicate has the same Message-ID", async () => {
    await logPayment(api, { eventId });
    const dying = createMailWorker(api, {
      smtpUrl: smtp.url,
      wrap: (context) => {
        let changes = 0;
        const { mailStates } = context;
        const replaceMail: typeof mailStates.replaceMail = (ref, change) =>
          changes++ === 0
            ? mailStates.replaceMail(ref, change)
            : Promise.reject(new Error("The worker died."));
        return { ...context, mailStates: { ...mailStates, replaceMail } };
      },
    });
    await dying.deliver(eventId);
    await worker.sweep();
    expect(smtp.mails).toHaveLength(1);
    expect((await payment()).notification.status).toBe("PENDING");
    api.clock.advance({ seconds: 121 });
    await worker.sweep();

    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[0]?.messageId).toBe(smtp.mails[1]?.messageId);
    expect((await payment()).notification.status).toBe("SENT");
    dying.close();
  });

  it("and returns late does not undo what the other worker has marked", async () => {
    smtp.behave("waits");
    await logPayment(api, { eventId });
    const slow = createMailWorker(api, { smtpUrl: smtp.url });
    const late = slow.deliver(eventId);
    await expect.poll(() => smtp.waiting()).toBe(1);
    smtp.behave("accepts");
    api.clock.advance({ seconds: 121 });
    await worker.sweep();
    const marked = await payment();
    smtp.release();
    await late;

    expect(await payment()).toEqual(marked);
    expect(marked.notification).toMatchObject({ status: "SENT", attempts: 1 });
    slow.close();
  });
});

describe("a batch of stream records", () => {
  it("delivered again while its mail is being sent sends no second one", async () => {
    smtp.behave("waits");
    await logPayment(api, { eventId });
    const records = (await api.table.items(eventId)).map((image, at) => aStreamRecord(image, at + 1));
    const other = createMailWorker(api, { smtpUrl: smtp.url });
    const sending = other.handle(records);
    await expect.poll(() => smtp.waiting()).toBe(1);
    smtp.behave("accepts");

    await worker.handle(records);
    smtp.release();
    await sending;
    await worker.handle(records);

    expect(smtp.mails).toHaveLength(1);
    expect((await payment()).notification).toMatchObject({ status: "SENT", attempts: 1 });
    other.close();
  });

  it("reports only those that the store failed, by sequence number, and processes the rest", async () => {
    const others = [await api.table.putEvent(), await api.table.putEvent()];
    for (const id of [eventId, ...others]) await logPayment(api, { eventId: id });
    const flaky = createMailWorker(api, {
      smtpUrl: smtp.url,
      wrap: (context) => ({
        ...context,
        store: {
          ...context.store,
          readLines: async (refs) => {
            if (refs[0]?.eventId === others[0]) throw new StoreUnavailableError("The table is away.");
            return context.store.readLines(refs);
          },
        },
      }),
    });
    const images = (await Promise.all([eventId, ...others].map((id) => api.table.items(id)))).map((items) =>
      items.find((item) => item.sk?.S?.startsWith("STATE#")),
    );
    const records = images.map((NewImage, at) => ({ dynamodb: { NewImage, SequenceNumber: `00${at + 1}` } }));

    expect(await flaky.handle(records)).toEqual({ batchItemFailures: [{ itemIdentifier: "002" }] });
    expect(smtp.mails).toHaveLength(2);
    expect(flaky.accidents).toHaveLength(1);
    flaky.close();
  });

  it("ignores events, heads, entries and removed items", async () => {
    await api.table.putItem({ pk: { S: eventId }, sk: { S: "CREW#1" }, mail: { S: "tom@example.com" } });

    expect(await worker.deliver(eventId)).toEqual({ batchItemFailures: [] });
    expect(await worker.handle([{ dynamodb: { SequenceNumber: "1" } }, {}])).toEqual({
      batchItemFailures: [],
    });
    expect(smtp.mails).toHaveLength(0);
  });
});

describe("many mails and a slow mail server", () => {
  it("are claimed only as they can be sent, so that no claim expires while waiting and no mail is sent twice", async () => {
    smtp.behave("waits");
    for (let at = 1; at <= 8; at += 1) await logPayment(api, { eventId, amount: String(at) });
    const claims = async () =>
      (await api.table.items(eventId)).filter((item) => item.mail?.M?.claimed_by).length;
    const sending = worker.deliver(eventId);
    await expect.poll(() => smtp.waiting()).toBe(3);
    expect(await claims()).toBe(3);

    smtp.behave("accepts");
    smtp.release();
    await sending;
    api.clock.advance({ seconds: 121 });
    await worker.sweep();

    expect(smtp.mails).toHaveLength(8);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(8);
  });
});

describe("logging a payment", () => {
  it("does not wait for a mail server that hangs", async () => {
    smtp.behave("waits");
    await logPayment(api, { eventId });
    const sending = worker.deliver(eventId);
    await expect.poll(() => smtp.waiting()).toBe(1);
    expect(await logPayment(api, { eventId, amount: "1" })).toMatchObject({ __typename: "PaymentLogged" });
    expect(smtp.waiting()).toBe(1);
    smtp.release();
    await sending;

    expect(smtp.mails).toHaveLength(1);
  });
});

describe("a host that ends the consumer after a time", () => {
  const leaving = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

  it("gets back the records for which no time was left, and their mails are not started", async () => {
    await logPayment(api, { eventId });
    const records = (await api.table.items(eventId)).map((item, at) => aStreamRecord(item, at + 1));

    const { batchItemFailures } = await worker.handle(records, leaving(45_000));
    expect(batchItemFailures).toHaveLength(records.length);
    expect((await payment()).notification).toMatchObject({ status: "PENDING", attempts: 0 });

    expect(await worker.handle(records, leaving(45_001))).toEqual({ batchItemFailures: [] });
    expect(smtp.mails).toHaveLength(1);
  });

  it("keeps the sweep from starting what it could not finish", async () => {
    await logPayment(api, { eventId });
    await worker.sweep(leaving(45_000));
    expect(smtp.mails).toHaveLength(0);

    await worker.sweep(leaving(45_001));
    expect(smtp.mails).toHaveLength(1);
  });
});
