import type { ParsedMail } from "mailparser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { type Chromium, openChromium } from "../../support/chromium.ts";
import { headerNames, readFact, readHtml } from "../../support/mail-reader.ts";
import { createMailWorker, type MailWorker } from "../../support/mail-worker.ts";
import { putOldRow } from "../../support/old-rows.ts";
import { logPayment, readLedger } from "../../support/payments.ts";
import { voidPayment } from "../../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../../support/smtp.ts";

let api: TestApi;
let smtp: TestSmtp;
let worker: MailWorker;
let browser: Chromium;
let page: Page;
let eventId: string;

beforeAll(async () => {
  [api, smtp, browser] = await Promise.all([createTestApi(), startSmtp(), openChromium()]);
  worker = createMailWorker(api, { smtpUrl: smtp.url });
  page = await browser.newPage();
});

afterAll(async () => {
  worker.close();
  await Promise.all([smtp.close(), browser.close()]);
});

beforeEach(async () => {
  eventId = await api.table.putEvent();
  smtp.mails.length = 0;
  smtp.envelopes.length = 0;
});

const HEADERS = ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

/** `rendered` is the text in plain text, if it differs from the text itself: isolated from the text around it. */
const TEXTS: [name: string, text: string, rendered?: string][] = [
  ["a script", "<script>alert(1)</script>"],
  ["an image with a handler", "<img src=x onerror=alert(1)>"],
  ["markup that closes its container", "</td></table></title></style><iframe srcdoc='<b>x</b>'>"],
  ["an attribute that ends its quotes", `" onmouseover="alert(1)" x='`],
  ["comments and sections", "<!-- --> <![CDATA[ x ]]> <?php ?>"],
  ["entities", "&amp; &lt;b&gt; &#60; &copy Rivera & Okafor"],
  ["template placeholders", "{{x}} \u0024{x} #{x} <%= x %> %s %d $& $1 \\1 \\u0041 \\n"],
  ["a formula", `=HYPERLINK("https://example.com","Refund")`],
  ["line breaks of an address", "Maya%0d%0aBcc: tom@example.com%0A.%0A"],
  ["what looks like a header", "Bcc: tom@example.com, Tom <tom@example.com>; Subject: Free"],
  ["an encoded word", "=?utf-8?Q?Bcc:=20tom=40example.com?= =?utf-8?B?SGk=?="],
  ["a script URL", "javascript:alert(1)//https://example.com"],
  ["a path and a query of a store", "../../etc/passwd' OR '1'='1'; DROP TABLE scc --"],
  ["spaces in a row", "Maya  Rivera\u00a0\u3000and   Tom"],
  ["a lone dot", "."],
  ["a multi-part emoji", "Ines 👩🏽‍🚀⚓️🏴‍☠️ 🇺🇸"],
  ["combining marks", "Z̷̧̛a̸l̶g̷o̸ ẍ̂ n̈"],
  ["words of many scripts", "Łódź 東京 Москва ไทย हिन्दी"],
  ["a joiner in a name", "نامه‌ای از مایا", "\u2068نامه‌ای از مایا\u2069"],
  ["right-to-left names", "דוארטה 12 Ines", "\u2068דוארטה 12 Ines\u2069"],
  ["a reversed line", "Maya \u202e00.5$ ariviR", "\u2068Maya \u202e00.5$ ariviR\u2069"],
  ["an unclosed isolate", "Maya \u2067Rivera", "\u2068Maya \u2067Rivera\u2069\u2069"],
  ["the end of an isolate", "Maya\u2069\u202e Rivera", "\u2068\u2068Maya\u2069\u202e Rivera\u2069"],
  ["200 characters of four bytes", "🛥".repeat(200)],
  ["200 letters in a row", "a".repeat(200)],
];

/** Logs a payment and returns its two mails. */
async function mailsOf(input: Record<string, unknown>): Promise<{ admin?: ParsedMail; patron?: ParsedMail }> {
  const logged = await logPayment(api, { eventId, patronEmail: "maya@example.com", ...input });
  expect(logged).toMatchObject({ __typename: "PaymentLogged" });
  await worker.deliver(eventId);
  expect(smtp.envelopes.toSorted()).toEqual([["admin@example.com"], ["maya@example.com"]]);
  const [patron, admin] = [true, false].map((isReceipt) =>
    smtp.mails.find(({ subject }) => subject?.startsWith("Receipt") === isReceipt),
  );
  return { ...(admin && { admin }), ...(patron && { patron }) };
}

const linesOf = (text: string) => `${text}\n\n  ${text}\n${text}`;
const shortened = (text: string) => [...text].slice(0, 100).join("");

describe.each(TEXTS)("%s", (_name, text, rendered = text) => {
  const written = { patron: text, reference: shortened(text), notes: linesOf(text) };

  it("is read back as it was typed", async () => {
    expect(await logPayment(api, { eventId, ...written })).toMatchObject({ __typename: "PaymentLogged" });

    const headers = { authorization: PASSWORD };
    const old = await (await api.fetch(`/api/g/${eventId}/payments`, { headers })).json();

    expect((await readLedger(api, eventId)).payments.nodes).toMatchObject([written]);
    expect(old).toMatchObject([{ patron: text, notes: linesOf(text) }]);
    expect([...api.accidents, ...api.refusals]).toEqual([]);
  });

  it("appears in both parts of the mails and in the subject as it was typed, and has no other effect there", async () => {
    const plain = await readMails(
      await mailsOf({ patron: "Tom Okafor", reference: "ZL-1", notes: "a\nb", amount: "10" }),
    );
    smtp.mails.length = 0;
    smtp.envelopes.length = 0;
    const mails = await mailsOf(written);
    const { admin, patron } = await readMails(mails);

    expect(mails.admin?.subject).toBe(`$125.50 from ${rendered} · Rivera sunset sail`);
    expect(mails.admin?.text?.split("\n")[0]).toBe(`$125.50 received from ${rendered}`);
    expect(readFact(mails.admin, "Notes")).toBe([rendered, "", apart(`  ${text}`), rendered].join("\n"));
    for (const mail of [mails.admin, mails.patron]) {
      expect(headerNames(mail)).toEqual(HEADERS);
      expect(readFact(mail, "Patron")).toBe(rendered);
      expect(readFact(mail, "Reference")).toBe(apart(shortened(text)));
    }
    expect(admin.heading).toBe(`$125.50 received from ${text}`);
    expect(admin.facts).toMatchObject({
      Patron: text,
      Reference: shortened(text),
      Notes: linesOf(text),
      Amount: "$125.50",
    });
    expect(patron.facts).toMatchObject({ Patron: text, Reference: shortened(text), Amount: "$125.50" });
    expect([admin.outline, patron.outline]).toEqual([plain.admin.outline, plain.patron.outline]);
  });

  /** What the table expects of the text, for a longer or shorter version. */
  const apart = (other: string) => (rendered === text ? other : rendered.replace(text, () => other));
});

const readMails = async ({ admin, patron }: { admin?: ParsedMail; patron?: ParsedMail }) => ({
  admin: await readHtml(page, admin),
  patron: await readHtml(page, patron),
});

describe("a receipt address", () => {
  it.each([
    "maya@example.com, tom@example.com",
    "maya@example.com;tom@example.com",
    "maya@example.com tom@example.com",
    "maya@example.com\r\nBcc: tom@example.com",
    "maya@example.com\u2028tom@example.com",
    "maya@example.com%0d%0aBcc:tom@example.com",
    "Maya <maya@example.com>, Tom <tom@example.com>",
    "Maya <maya@example.com>",
    '"maya, tom@example.com" <maya@example.com>',
    "maya@example.com>,<tom@example.com",
    "maya@example.com> NOTIFY=NEVER RCPT TO:<tom@example.com",
    "crew: maya@example.com, tom@example.com;",
    "maya@example.com(tom@example.com)",
    "maya@[127.0.0.1]",
    "maya\\@tom@example.com",
  ])("%j is refused", async (patronEmail) => {
    const refused = await logPayment(api, { eventId, patronEmail });

    expect(refused.faults).toMatchObject([{ path: ["input", "patronEmail"] }, ...refused.faults.slice(1)]);
    expect((await readLedger(api, eventId)).payments.nodes).toEqual([]);
  });

  it.each([
    "o'maya+tag@example.com",
    "maya%tom=example.net@example.com",
    "=?utf-8?q?tom=40example.com=2c?=@example.com",
    "-maya--{{x}}!#$&*/^_`|~@example.com",
    "maya@mail.example.com",
  ])("%j is one recipient", async (patronEmail) => {
    await logPayment(api, { eventId, patronEmail });
    await worker.deliver(eventId);

    expect(smtp.envelopes.toSorted()).toEqual([[patronEmail], ["admin@example.com"]].toSorted());
    const receipt = smtp.mails.find(({ subject }) => subject?.startsWith("Receipt"));
    expect(headerNames(receipt)).toEqual(HEADERS);
  });
});

describe("text that was never validated", () => {
  it("stays within its own lines in the mail", async () => {
    const patron = "Maya\r\nAmount: $9,999.00\u2028Bcc: tom@example.com";
    await putOldRow(api.table, { eventId, patron, amount: "10" });
    const { id } = (await readLedger(api, eventId)).payments.nodes[0];
    await voidPayment(api, { paymentId: id, reason: "Typed twice" });
    await worker.deliver(eventId);
    const [mail] = smtp.mails;

    expect(mail?.subject).toBe(
      "Void: $10.00 of Maya Amount: $9,999.00 Bcc: tom@example.com · Rivera sunset sail",
    );
    expect(headerNames(mail)).toEqual(HEADERS);
    expect(mail?.text).not.toMatch(/\u2028|\r|^(Amount: +\$9|Bcc)/m);
    expect(readFact(mail, "Patron")).toBe("Maya\nAmount: $9,999.00\nBcc: tom@example.com");
    expect(readFact(mail, "Amount")).toBe("-$10.00");
  });

  it("isolates the title of an event, too", async () => {
    eventId = await api.table.putEvent({ title: "\u202eliaS" });
    const { admin, patron } = await mailsOf({});

    expect(admin?.subject).toBe("$125.50 from Maya Rivera · \u2068\u202eliaS\u2069");
    expect(patron?.subject).toBe("Receipt: $125.50 for \u2068\u202eliaS\u2069");
    expect(readFact(admin, "Event")).toBe(`\u2068\u202eliaS\u2069 (${eventId})`);
    expect((await readHtml(page, admin)).facts.Event).toBe(`\u202eliaS (${eventId})`);
  });
});

describe("a line break", () => {
  it.each(["\n", "\r\n", "\r", "\u2028", "\u2029"])(
    "%j is kept in the notes and refused elsewhere",
    async (at) => {
      const { payment } = await logPayment(api, { eventId, notes: `one${at}two` });
      const refused = await logPayment(api, {
        eventId,
        patron: `Maya${at}Rivera`,
        method: "OTHER",
        reference: `1${at}2`,
      });

      expect(payment.notes).toBe("one\ntwo");
      expect(refused.faults).toMatchObject([
        { path: ["input", "patron"], code: "CONTROL_CHARACTER" },
        { path: ["input", "reference"], code: "CONTROL_CHARACTER" },
      ]);
    },
  );
});
