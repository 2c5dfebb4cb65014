import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  loseNextAnswer,
  minorUnitsOn,
  RECORDER,
  RIVERA,
  startDispatch,
  totalOn,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let page: Page;
let card: Locator;

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openSignedIn();
  card = cardOf(page, RIVERA.eventId);
});

afterAll(() => dispatch.stop());

const dialog = () => page.getByRole("dialog", { name: /This entry|Void|Refund|Correct|Move|Send/ });

/** Logs cash and opens what can be done about it. */
async function openActions(patron: string, amount: string, action: string): Promise<Locator> {
  await logPayment(card, { patron, amount, method: "Cash" });
  // A mail that is on its way already is not sent twice.
  if (action.startsWith("Send")) await entryOf(patron).getByText("Mail sent").waitFor();
  await card.getByRole("button", { name: `More about $${amount} from ${patron}` }).click();
  await dialog()
    .getByRole("button", { name: new RegExp(`^${action}`) })
    .click();
  return dialog();
}

/** The next event of this name that reaches the page. */
const hear = (name: string): Promise<unknown> =>
  page.evaluate(
    (type) =>
      new Promise((resolve) => {
        document.addEventListener(type, (event) => resolve((event as CustomEvent).detail), { once: true });
      }),
    name,
  );

const entryOf = (patron: string) => entriesOn(card).filter({ hasText: patron });

describe("an admin", () => {
  it("voids a payment with a reason: the total falls at once, and both entries stay", async () => {
    const before = await minorUnitsOn(card);
    const form = await openActions("Void Me", "11.00", "Void");
    const told = hear("payment-voided");
    // What is drawn comes from the answer itself: nothing is fetched anew.
    await page.route("**/graphql", (route) =>
      route.request().postData()?.includes("Dashboard") ? route.abort() : route.continue(),
    );
    await form.getByRole("button", { name: "Void it" }).click();
    await form.getByText("Say why, in a few words.").waitFor();
    await form.getByLabel("Why").fill("Typed on the wrong card");
    await form.getByRole("button", { name: "Void it" }).click();

    await page.getByText("Voided $11.00.").waitFor();
    expect(await minorUnitsOn(card)).toBe(before);
    const shown = (await entryOf("Void Me").allTextContents()).join(" ");
    for (const text of ["Voided", "Void", "Reason: Typed on the wrong card", `by ${RECORDER}`]) {
      expect(shown).toContain(text);
    }
    expect(await entryOf("Void Me").locator("s").textContent()).toBe("$11.00");
    await page.unroute("**/graphql");
    expect(await told).toMatchObject({
      payment: { patron: "Void Me", status: "VOIDED" },
      reversal: { kind: "VOID", reason: "Typed on the wrong card" },
      event: { id: RIVERA.eventId },
      replayed: false,
    });
  });

  it("logs a refund of a part, of which no more than what is left is taken", async () => {
    const before = await minorUnitsOn(card);
    const form = await openActions("Refund Me", "20.00", "Refund");
    const told = hear("payment-refunded");
    expect(await form.getByLabel(/Amount given back/).inputValue()).toBe("20.00");
    await form.getByLabel(/Amount given back/).fill("20.01");
    await form.getByLabel("Why").fill("Left early");
    await form.getByRole("button", { name: "Log the refund" }).click();
    await form.getByText("exceeds what is left").waitFor();
    await form.getByLabel(/Amount given back/).fill("5");
    await form.getByRole("button", { name: "Log the refund" }).click();

    await page.getByText("Logged $5.00 given back.").waitFor();
    expect(await minorUnitsOn(card)).toBe(before + 1500);
    expect(await told).toMatchObject({
      payment: { status: "PARTIALLY_REFUNDED" },
      reversal: { kind: "REFUND" },
    });
    expect(await entryOf("Refund Me").first().textContent()).toContain("Refund");
    expect(await entryOf("Refund Me").last().textContent()).toContain("$5.00 given back");
  });

  it("corrects what was logged wrong, and only that is sent", async () => {
    const before = await minorUnitsOn(card);
    const form = await openActions("Corect Me", "30.00", "Correct");
    const sent = page.waitForRequest((request) => request.postData()?.includes("CorrectPayment") ?? false);
    await form.getByLabel("Who paid").fill("Correct Me");
    await form.getByLabel(/Amount in/).fill("31.00");
    await form.getByLabel("Why").fill("Misheard");
    await form.getByRole("button", { name: "Save the correction" }).click();

    await page.getByText("Corrected: $31.00.").waitFor();
    const { input } = (await sent).postDataJSON().variables;
    expect(Object.keys(input).sort()).toEqual(["amount", "idempotencyKey", "patron", "paymentId", "reason"]);
    expect(await minorUnitsOn(card)).toBe(before + 3100);
    await expect.poll(() => entriesOn(card).filter({ hasText: "Misheard" }).count()).toBeGreaterThan(0);
    expect(await entryOf("Corect Me").last().textContent()).toContain("Corrected");
  });

  it("moves a payment to another event of the page: both totals change", async () => {
    const others = page.locator("[data-event-id]").filter({ has: page.locator("payment-list") });
    const otherId = await others.evaluateAll(
      (cards, own) =>
        cards
          .map((one) => (one as HTMLElement).dataset.eventId)
          .find((id) => id?.endsWith("-rivera-family") && id !== own) ?? "",
      RIVERA.eventId,
    );
    const other = cardOf(page, otherId);
    const before = [await minorUnitsOn(card), await minorUnitsOn(other)];
    const form = await openActions("Move Me", "40.00", "Move");
    const told = hear("payment-corrected");
    await form.getByLabel("Event it belongs to").fill(otherId);
    await form.getByLabel("Why").fill("Other charter");
    await form.getByRole("button", { name: "Move it" }).click();

    await page.getByText("Moved $40.00.").waitFor();
    expect(await told).toMatchObject({
      original: { status: "CORRECTED" },
      replacement: { status: "RECORDED" },
      event: { id: otherId },
      originalEvent: { id: RIVERA.eventId },
    });
    await expect.poll(() => minorUnitsOn(other)).toBe((before[1] ?? 0) + 4000);
    expect(await minorUnitsOn(card)).toBe(before[0]);
  });

  it("sends a mail again", async () => {
    const form = await openActions("Mail Me", "50.00", "Send the mail again");
    await form.getByRole("button", { name: "Send again" }).click();

    await page.getByText("The mail is on its way again.").waitFor();
    const mails = async () => {
      const all: { subject: string }[] = await (await fetch(`${dispatch.url}/inbox.json`)).json();
      return all.filter(({ subject }) => subject.includes("Mail Me")).length;
    };
    await expect.poll(mails).toBe(2);
  });

  it("whose answer was lost tries again, and it is done once", async () => {
    const before = await minorUnitsOn(card);
    const form = await openActions("Lose Me", "60.00", "Refund");
    await form.getByLabel("Why").fill("Answer lost");
    await loseNextAnswer(page, "RefundPayment");
    await form.getByRole("button", { name: "Log the refund" }).click();
    await form.getByText("it is not done twice").waitFor();
    await form.getByRole("button", { name: "Log the refund" }).click();

    await page.getByText("Logged $60.00 given back.").waitFor();
    await expect.poll(() => minorUnitsOn(card)).toBe(before);
    expect(await entryOf("Lose Me").count()).toBe(2);
  });

  it("gets the focus back on the button of the entry when the dialog is closed", async () => {
    await logPayment(card, { patron: "Focus Me", amount: "70.00", method: "Cash" });
    const more = card.getByRole("button", { name: "More about $70.00 from Focus Me" });
    await more.focus();
    await page.keyboard.press("Enter");
    await dialog().waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "hidden" });

    expect(await more.evaluate((button) => button.matches(":focus"))).toBe(true);
  });
});

describe("somebody with a key that only reads and logs", () => {
  it("sees no such buttons", async () => {
    const reader = await dispatch.openSignedIn();
    await reader.route("**/graphql", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('"scopes":["ADMIN"]', '"scopes":["PAYMENTS_READ"]');
      await route.fulfill({ response, body });
    });
    await reader.reload();
    await totalOn(cardOf(reader, RIVERA.eventId)).waitFor();

    expect(await entriesOn(cardOf(reader, RIVERA.eventId)).count()).toBeGreaterThan(0);
    expect(await reader.getByRole("button", { name: /^More about/ }).count()).toBe(0);
    await reader.context().close();
  });
});
