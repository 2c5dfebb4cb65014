import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../support/ask-server.ts";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  extrasButton,
  logPayment,
  minorUnitsOn,
  openForm,
  paymentForm,
  pressLogPayment,
  RIVERA,
  signIn,
  startDispatch,
  totalOn,
  typePayment,
  variablesOf,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let page: Page;
/** Events of the demonstration data: no payment yet; one payment; legacy rows, over for three weeks. */
let events: Record<"harbor" | "family" | "wedding", string>;

beforeAll(async () => {
  dispatch = await startDispatch();
  const { events: all } = await (await fetch(`${dispatch.url}/api/events`)).json();
  const idOf = (title: string) => all.find((event: { title: string }) => event.title.startsWith(title)).id;
  events = { harbor: idOf("Harbor"), family: idOf("Rivera family"), wedding: idOf("Okafor wedding") };
  for (const eventId of [events.harbor, events.wedding])
    await ask(dispatch, TERMS, { input: { eventId, agreedTotal: "600.00" } });
});

afterAll(() => dispatch.stop());

beforeEach(async () => {
  page = await dispatch.openSignedIn();
});

afterEach(() => page.context().close());

const TERMS = "mutation ($input: SetEventTermsInput!) { setEventTerms(input: $input) { __typename } }";
const EVENT = `query ($id: ID!) { event(id: $id) {
  totalCollected { amount } fareCollected { amount } balanceDue { amount } credit { amount } paymentState
  payments(first: 1) { nodes { kind amount { amount } parts { purpose amount { amount } } } }
} }`;

/** An event as the server has it, with the parts of its newest entry. */
async function readEvent(id: string) {
  const { payments, ...event } = (await ask(dispatch, EVENT, { id })).data.event;
  const [newest] = payments.nodes;
  const amounts = Object.entries(event).map(([name, value]) => [
    name,
    (value as { amount: string }).amount ?? value,
  ]);
  const parts = newest.parts.map((part: { purpose: string; amount: { amount: string } }) => [
    part.purpose,
    part.amount.amount,
  ]);
  return { ...Object.fromEntries(amounts), newest: { kind: newest.kind, ...Object.fromEntries(parts) } };
}

const listOn = (card: Locator) => card.locator("payment-list");
const purposesOn = (card: Locator) => listOn(card).locator("[part=purposes] span").allTextContents();
const entryOn = (card: Locator, text: string) => entriesOn(card).filter({ hasText: text }).first();
const dialog = () => page.getByRole("dialog", { name: /This entry|Refund|Correct/ });

/** Opens an action for the newest entry that contains a text. */
async function openAction(card: Locator, text: string, action: string): Promise<Locator> {
  await entryOn(card, text)
    .getByRole("button", { name: /^More about/ })
    .click();
  await dialog()
    .getByRole("button", { name: new RegExp(`^${action}`) })
    .click();
  return dialog();
}

describe("a tip", () => {
  it("is typed with the keyboard, adds up with the balance, and is logged as a part", async () => {
    const card = cardOf(page, events.harbor);
    const sent = watchOperation(page, "LogPayment");
    const form = await openForm(card);
    await typePayment(form, { patron: "Maya Rivera", method: "Cash" });
    expect(await form.getByLabel("Amount in USD").inputValue()).toBe("600.00");
    expect(await form.getByLabel("Tip for the crew").count()).toBe(0);
    await extrasButton(form).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("180");
    await form.getByText("$600.00 balance + $180.00 tip = $780.00 received").waitFor();
    expect(await form.getByLabel("Fare in USD").inputValue()).toBe("600.00");
    const pressedAt = Date.now();
    await pressLogPayment(form);
    await page.getByText("Logged $780.00 from Maya Rivera.").waitFor();

    const { input } = variablesOf(sent[0] as never) as { input: Record<string, unknown> };
    expect(input).toMatchObject({ amount: "780.00", parts: [{ purpose: "GRATUITY", amount: "180.00" }] });
    expect(Math.abs(Date.parse(String(input.typedAt)) - pressedAt)).toBeLessThan(5_000);
    expect(await readEvent(events.harbor)).toEqual({
      ...{ totalCollected: "780.00", fareCollected: "600.00", balanceDue: "0.00", credit: "0.00" },
      paymentState: "PAID_IN_FULL",
      newest: { kind: "PAYMENT", FARE: "600.00", GRATUITY: "180.00" },
    });
    for (const _ of ["drawn from the answer", "drawn after a reload"]) {
      expect(await totalOn(card).textContent()).toBe("$780.00");
      expect(await listOn(card).locator("[part=agreed-total]").textContent()).toBe(
        "$600.00 fare of $600.00 agreed",
      );
      expect(await listOn(card).locator("[part=meter]").getAttribute("aria-valuenow")).toBe("100");
      expect(await listOn(card).locator("[part=balance]").innerText()).toBe("Paid in full");
      expect(await purposesOn(card)).toEqual(["$600.00 fare", "$180.00 tip"]);
      expect(await entryOn(card, "Maya Rivera").locator("[part=parts]").textContent()).toBe(
        "incl. $180.00 tip",
      );
      await page.reload();
      await totalOn(card).waitFor();
    }
  });

  it("can be all of a payment, and leaves fare, balance and credit alone", async () => {
    const card = cardOf(page, events.harbor);
    const form = await openForm(card);
    expect(await form.getByLabel("Amount in USD").inputValue()).toBe("");
    await typePayment(form, { patron: "Tom Okafor", gratuity: "20.01", method: "Cash" });
    await pressLogPayment(form);
    await page.getByText("Logged $20.01 from Tom Okafor.").waitFor();
    expect(await readEvent(events.harbor)).toMatchObject({
      ...{ totalCollected: "800.01", fareCollected: "600.00", credit: "0.00" },
      newest: { GRATUITY: "20.01" },
    });
    expect(await purposesOn(card)).toEqual(["$600.00 fare", "$200.01 tip"]);
    expect(await entryOn(card, "Tom Okafor").locator("[part=parts]").textContent()).toBe("$20.01 tip");
  });

  it("with a fault has the message and the focus, whether the page or the server found it", async () => {
    const form = await openForm(cardOf(page, events.harbor));
    const payment = { patron: "Maya Rivera", amount: "5", securityDeposit: "2", method: "Cash" };
    await typePayment(form, { ...payment, gratuity: "1.234" });
    await pressLogPayment(form);
    const tip = form.getByLabel("Tip for the crew");
    await form.getByText("USD has 2 decimals: enter no more.").waitFor();
    expect(await tip.evaluate((field) => field.matches(":focus"))).toBe(true);
    expect(await form.getByText("= ").count()).toBe(0);

    await tip.fill("1");
    expect(await form.getByText("USD has 2 decimals").count()).toBe(0);
    const fault = {
      path: ["input", "parts", "1", "amount"],
      code: "NOT_POSITIVE",
      message: "Not like this.",
    };
    await page.route("**/graphql", (route) => {
      if (!route.request().postData()?.includes("LogPayment.")) return route.fallback();
      const logPayment = { __typename: "InvalidInput", message: "The input is invalid.", faults: [fault] };
      return route.fulfill({ json: { data: { logPayment } } });
    });
    await pressLogPayment(form);
    const deposit = form.locator('[data-field="securityDeposit"]');
    await deposit.getByText("Not like this.").waitFor();
    expect(await deposit.locator("input").evaluate((field) => field.matches(":focus"))).toBe(true);
  });

  it("that was typed is still there when the form is opened again", async () => {
    const card = cardOf(page, events.harbor);
    await typePayment(await openForm(card), { gratuity: "33", securityDeposit: "44" });
    await page.keyboard.press("Escape");
    await paymentForm(page).waitFor({ state: "hidden" });
    const form = await openForm(card);
    expect(await form.getByLabel("Tip for the crew").inputValue()).toBe("33.00");
    expect(await form.getByLabel("Security deposit").inputValue()).toBe("44.00");
  });
});

describe("a refund of a payment with a tip and a security deposit", () => {
  it("gives back what a person names, and no more than is left of it", async () => {
    const card = cardOf(page, events.family);
    const payment = { patron: "Refund Me", amount: "100", gratuity: "30", securityDeposit: "200" };
    await logPayment(card, { ...payment, method: "Cash" });
    const before = await readEvent(events.family);
    const form = await openAction(card, "Refund Me", "Refund");
    expect(await form.getByLabel("From the fare $100.00 left").inputValue()).toBe("");
    await form.getByLabel("From the tip $30.00 left").fill("10");
    await form.getByLabel("From the security deposit $200.00 left").fill("200.01");
    await form.getByText("$10.00 tip + $200.01 security deposit = $210.01 given back").waitFor();
    await form.getByLabel("Why").fill("Nothing broke");
    await form.getByRole("button", { name: "Log the refund" }).click();
    await form.locator('[data-field="securityDeposit"]').getByText("Only $200.00 is left.").waitFor();
    await form.getByLabel("From the security deposit").fill("200");
    await form.getByRole("button", { name: "Log the refund" }).click();

    await page.getByText("Logged $210.00 given back.").waitFor();
    const { fareCollected, balanceDue } = before;
    expect(await readEvent(events.family)).toMatchObject({
      ...{ fareCollected, balanceDue },
      newest: { kind: "REFUND", GRATUITY: "-10.00", SECURITY_DEPOSIT: "-200.00" },
    });
    expect(await purposesOn(card)).toEqual(["$280.00 fare", "$20.00 tip"]);
    expect(await entryOn(card, "Nothing broke").locator("[part=parts]").textContent()).toBe(
      "-$10.00 tip + -$200.00 security deposit",
    );

    const again = await openAction(card, "Partly refunded", "Refund");
    await again.getByLabel("From the tip $20.00 left").waitFor();
    expect(await again.getByLabel("From the security deposit").count()).toBe(0);
  });
});

describe("a correction", () => {
  it("changes the tip, and shows it", async () => {
    const card = cardOf(page, events.family);
    await logPayment(card, { patron: "Correct Me", amount: "50", gratuity: "8", method: "Cash" });
    const sent = watchOperation(page, "CorrectPayment");
    const form = await openAction(card, "Correct Me", "Correct");
    expect(await form.getByLabel("Fare in USD").inputValue()).toBe("50.00");
    await form.getByLabel("Tip for the crew").fill("18");
    await form.getByText("$50.00 fare + $18.00 tip = $68.00 received").waitFor();
    await form.getByLabel("Why").fill("Misheard the tip");
    await form.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("Corrected: $68.00.").waitFor();
    const { input } = variablesOf(sent[0] as never) as { input: object };
    expect(Object.keys(input).sort()).toEqual(["amount", "idempotencyKey", "parts", "paymentId", "reason"]);
    expect(await readEvent(events.family)).toMatchObject({
      newest: { kind: "PAYMENT", FARE: "50.00", GRATUITY: "18.00" },
    });
    expect(await entryOn(card, "Misheard the tip").locator("[part=parts]").first().textContent()).toBe(
      "incl. $18.00 tip",
    );
  });

  it("finds the tip in a payment that was logged as fare alone: the credit goes, the total stays", async () => {
    const card = cardOf(page, RIVERA.eventId);
    await logPayment(card, { patron: "Split Me", amount: "530", method: "Cash" });
    await listOn(card).getByText("Credit $180.00").waitFor();
    const total = await minorUnitsOn(card);
    const form = await openAction(card, "Split Me", "Correct");
    await extrasButton(form).click();
    await page.keyboard.type("180");
    await form.getByLabel("Fare in USD").fill("350");
    await form.getByLabel("Why").fill("That was a tip");
    await form.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("Corrected: $530.00.").waitFor();
    expect(await minorUnitsOn(card)).toBe(total);
    expect(await readEvent(RIVERA.eventId)).toMatchObject({ balanceDue: "0.00", credit: "0.00" });
    expect(await listOn(card).locator("[part=balance]").innerText()).toBe("Paid in full");
  });
});

describe("without a network", () => {
  const waiting = (card: Locator) =>
    card.getByRole("list", { name: "Kept on this device" }).getByRole("listitem");

  it("a payment with a tip waits, and is logged with its tip and the time at which it was typed", async () => {
    const card = cardOf(page, events.family);
    await page.context().setOffline(true);
    await logPayment(card, { patron: "Maya Rivera", amount: "21", gratuity: "4", method: "Cash" });
    const pressedAt = Date.now();
    expect(await waiting(card).textContent()).toContain("incl. $4.00 tip");
    await page.close();

    page = await page.context().newPage();
    const sent = watchOperation(page, "LogPayment");
    await page.context().setOffline(false);
    await page.goto(dispatch.url);
    await signIn(page, { password: dispatch.password });
    const entry = entriesOn(cardOf(page, events.family)).filter({ hasText: "$25.00", hasNotText: "Kept " });
    await expect.poll(() => entry.locator("[part=parts]").allTextContents()).toEqual(["incl. $4.00 tip"]);
    const { input } = variablesOf(sent[0] as never) as { input: Record<string, unknown> };
    expect(Date.parse(String(input.typedAt))).toBeLessThanOrEqual(pressedAt);
    expect(await readEvent(events.family)).toMatchObject({ newest: { FARE: "21.00", GRATUITY: "4.00" } });
  });

  it("a payment that a person must decide about comes back into the form with its tip", async () => {
    const card = cardOf(page, events.family);
    const payment = { patron: "Tom Okafor", amount: "31", gratuity: "9.50", method: "Cash" };
    await logPayment(card, payment);
    await page.context().setOffline(true);
    await logPayment(card, payment);
    await waiting(card).waitFor();
    await page.context().setOffline(false);
    await waiting(card).getByText("Not logged yet").waitFor();
    await waiting(card).getByRole("button", { name: "Look at it" }).click();
    const form = paymentForm(page);
    expect(await form.getByLabel("Fare in USD").inputValue()).toBe("31.00");
    expect(await form.getByLabel("Tip for the crew").inputValue()).toBe("9.50");
    await pressLogPayment(form);
    await form.getByRole("button", { name: "Log anyway" }).click();
    await form.waitFor({ state: "hidden" });
    expect(await readEvent(events.family)).toMatchObject({ newest: { FARE: "31.00", GRATUITY: "9.50" } });
  });
});

describe("a device whose clock is an hour fast", () => {
  it("still logs a payment, at the server's time", async () => {
    const card = cardOf(page, events.family);
    const sent = watchOperation(page, "LogPayment");
    await page.clock.setFixedTime(Date.now() + 3_600_000);
    await logPayment(card, { patron: "Maya Rivera", amount: "41", method: "Cash" });
    await page.getByText("Logged $41.00 from Maya Rivera.").waitFor();
    const typed = sent.map((request) => (variablesOf(request).input as { typedAt?: string }).typedAt);
    expect(typed).toEqual([expect.any(String), undefined]);
  });
});

describe("the settlement of an event that is over", () => {
  it("shows totals by purpose, figures of the fare alone, and the security deposit still held", async () => {
    const card = cardOf(page, events.wedding);
    const payment = { patron: "Ines Duarte", amount: "", gratuity: "80", securityDeposit: "500" };
    await logPayment(card, { ...payment, method: "Cash" });
    await card.locator("[part=settlement-button]").click();
    const sheet = page.getByRole("dialog", { name: "Settlement" }).locator("[part=sheet]");
    await sheet.waitFor();
    const linesOf = async (part: string, line: string) =>
      (await sheet.locator(`[part=${part}] ${line}`).allInnerTexts()).map((text) =>
        text.replace(/\s+/g, " ").trim(),
      );
    expect(await linesOf("figures", "> div")).toEqual([
      "Agreed total $600.00",
      "Deposit None asked",
      "Fare collected $1,605.50",
      "Credit $1,005.50",
      "State Paid in full",
    ]);
    expect(await linesOf("purposes", "tbody tr, [part=purposes] tfoot tr")).toEqual([
      "Fare $1,605.50",
      "Tip for the crew $80.00",
      "Security deposit $500.00",
      "Total collected $2,185.50",
    ]);
    expect(await linesOf("held", "li")).toEqual(["The event is over, but $500.00 has not been given back."]);
    expect(await linesOf("entries", "tbody tr:last-child .parts")).toEqual([
      "$80.00 tip + $500.00 security deposit",
    ]);
    expect(await sheet.locator("[part=gaps]").count()).toBe(1);
  });
});
