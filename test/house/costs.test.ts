import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../server/table/items.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { meterCapacity, type Units } from "../support/capacity.ts";
import { aStreamRecord, createMailWorker, type MailWorker } from "../support/mail-worker.ts";
import { logPayment } from "../support/payments.ts";
import { setEventTerms, voidPayment } from "../support/reversals.ts";
import { startSmtp, type TestSmtp } from "../support/smtp.ts";

const PAYMENTS_BEFORE = 60;

/** What the page about costs says of something. */
function documented(what: string): Units {
  const guide = readFileSync("docs/operate/costs.md", "utf8");
  const row = guide.split("\n").find((line) => line.startsWith(`| ${what} |`));
  const [write, read] = (row ?? "").split("|").slice(2, 4).map(Number);
  return { write: write ?? Number.NaN, read: read ?? Number.NaN };
}

let api: TestApi;
let smtp: TestSmtp;
let worker: MailWorker;
let eventId: string;
let take: () => Units;

beforeAll(async () => {
  api = await createTestApi();
  smtp = await startSmtp();
  worker = createMailWorker(api, { smtpUrl: smtp.url });
  eventId = await api.table.putEvent();
  for (let at = 0; at < PAYMENTS_BEFORE; at += 1) await logPayment(api, { eventId, patron: `Patron ${at}` });
  take = meterCapacity(api.table.client);
});

afterAll(async () => {
  worker.close();
  await smtp.close();
});

describe("the page about costs", () => {
  it("says what a payment costs, in cash and with a reference", async () => {
    take();
    await logPayment(api, { eventId, patron: "Maya Rivera" });
    const cash = take();
    await logPayment(api, { eventId, patron: "Tom Okafor", method: "ZELLE", reference: "ZL-1" });
    const zelle = take();

    expect(cash).toEqual(documented("a payment"));
    expect({ write: zelle.write - cash.write, read: zelle.read - cash.read }).toEqual(
      documented("its reference"),
    );
  });

  it("says what the void of a payment with a reference costs, and a change of terms", async () => {
    const { payment } = await logPayment(api, {
      eventId,
      patron: "Ines Duarte",
      method: "ZELLE",
      reference: "ZL-2",
    });
    take();
    await voidPayment(api, { paymentId: payment.id, reason: "Bounced" });
    expect(take()).toEqual(documented("a void of a payment with a reference"));
    await setEventTerms(api, { eventId, agreedTotal: "900" });
    expect(take()).toEqual(documented("a change of terms"));
  });

  it("says what its mail costs", async () => {
    const companion = (await api.table.items(eventId))
      .filter(({ sk, kind }) => sk?.S?.startsWith("STATE#") && kind?.S === "PAYMENT")
      .at(-1) as Item;
    take();
    await worker.handle([aStreamRecord(companion, 1)]);

    expect(smtp.mails).toHaveLength(1);
    expect(take()).toEqual(documented("its mail"));
  });

  it("says what reading an event with its last 20 payments costs", async () => {
    take();
    await api.graphql(
      "query ($id: ID!) { event(id: $id) { title totalCollected { amount } payments(first: 20) { nodes { patron } } } }",
      { id: eventId },
    );

    expect(take()).toEqual(documented("an event with its last 20 payments"));
  });
});
