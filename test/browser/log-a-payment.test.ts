import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/ask-server.ts";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  minorUnitsOn,
  RECORDER,
  RIVERA,
  startDispatch,
  totalOn,
  watchOperation,
} from "../support/page-driver.ts";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

const newestMails = async (): Promise<Mail[]> => (await fetch(`${dispatch.url}/inbox.json`)).json();

describe("a payment logged on an event's card", () => {
  it("raises that card's total by exactly its amount without a reload, is mailed, and is still shown after a reload", async () => {
    const page = await dispatch.openSignedIn();
    const card = cardOf(page, RIVERA.eventId);
    const reads = watchOperation(page, "Dashboard");
    const before = await minorUnitsOn(card);
    await logPayment(card, {
      patron: "Maya Rivera",
      amount: "125.50",
      method: "Zelle",
      reference: "ZL-77310",
    });
    await page.getByText("Logged $125.50 from Maya Rivera.").waitFor();
    expect(await minorUnitsOn(card)).toBe(before + 12_550);
    expect(reads).toHaveLength(0);

    const entry = entriesOn(card).first();
    for (const text of ["Maya Rivera", "$125.50", "Zelle", "ZL-77310", RECORDER]) {
      expect(await entry.textContent()).toContain(text);
    }
    await entry.getByText("Mail sent").waitFor();

    await page.reload();
    await expect.poll(() => totalOn(card).textContent()).toBe("$675.50");
    expect(await entry.textContent()).toContain("ZL-77310");
    await page.context().close();
  });

  it("reaches the admin by mail, with the event, the patron, the amount, the method and its number in the ledger", async () => {
    const page = await dispatch.openSignedIn();
    const card = cardOf(page, RIVERA.eventId);
    const { data } = await ask(dispatch, "query ($id: ID!) { event(id: $id) { lastSequence } }", {
      id: RIVERA.eventId,
    });
    const sequence = data.event.lastSequence + 1;
    await logPayment(card, { patron: "Tom Okafor", amount: "1,040", method: "Check", reference: "2207" });
    await expect
      .poll(newestMails, { timeout: 15_000 })
      .toEqual(
        expect.arrayContaining([expect.objectContaining({ subject: expect.stringContaining("$1,040.00") })]),
      );
    const mail = (await newestMails()).find(({ subject }) => subject.includes("$1,040.00"));
    for (const text of [RIVERA.title, "Tom Okafor", "$1,040.00", "Check"]) expect(mail?.text).toContain(text);
    expect(mail?.text).toMatch(new RegExp(`Sequence:\\s+${sequence}\\b`));
    await page.context().close();
  });

  it("sends the patron a receipt if it has an address", async () => {
    const page = await dispatch.openSignedIn();
    const card = cardOf(page, RIVERA.eventId);
    await logPayment(card, {
      patron: "Maya Rivera",
      amount: "64",
      method: "Cash",
      patronEmail: "maya@example.com",
    });
    const recipients = async () => (await newestMails()).map(({ to }) => to);
    await expect.poll(recipients, { timeout: 15_000 }).toContain("maya@example.com");
    await entriesOn(card).first().getByText("Receipt sent").waitFor();
    await page.context().close();
  });

  it("is accepted in a currency without minor digits", async () => {
    const page = await dispatch.openSignedIn();
    const card = page.getByRole("article").filter({ hasText: "Osaka sister port delegation" });
    await logPayment(card, { patron: "Osaka sister port office", amount: "15000", method: "Cash" });
    await page.getByText("Logged ¥15,000 from Osaka sister port office.").waitFor();
    expect(await totalOn(card).textContent()).toBe("¥75,000");
    await page.context().close();
  });
});
