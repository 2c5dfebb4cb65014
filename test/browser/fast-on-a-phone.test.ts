import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  logPayment,
  minorUnitsOn,
  openForm,
  paymentForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  typePayment,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let page: Page;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

beforeEach(async () => {
  await page?.context().close();
  page = await dispatch.openSignedIn({ hasTouch: true, isMobile: true });
});

const card = () => cardOf(page, RIVERA.eventId);
const suggestions = (form: Locator) =>
  form.getByRole("group", { name: "Patrons of this event" }).getByRole("button");
const isFocused = (field: Locator) =>
  field.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);

describe("on a phone", () => {
  it("a payment is logged with three taps and a typed amount", async () => {
    await logPayment(card(), { patron: "Maya Rivera", amount: "60.01", method: "Cash" });
    const before = await minorUnitsOn(card());

    await card().getByRole("button", { name: "Log payment" }).tap();
    await paymentForm(page).getByRole("button", { name: "Maya Rivera" }).tap();
    await page.keyboard.type("61.01");
    await paymentForm(page).getByRole("button", { name: "Log payment" }).tap();
    await page.getByText("Logged $61.01 from Maya Rivera.").waitFor();
    expect(await minorUnitsOn(card())).toBe(before + 6_101);
  });

  it("the amount starts as the balance due, and typing replaces it", async () => {
    const due = await card().getByText("Balance due").textContent();
    const form = await openForm(card());
    const amount = form.getByLabel("Amount");
    expect(due).toContain(await amount.inputValue());
    await amount.tap();
    await page.keyboard.type("7");
    expect(await amount.inputValue()).toBe("7");
  });

  it("the amount follows the balance due until one is typed", async () => {
    const form = await openForm(card());
    await typePayment(form, { patron: "Tom Okafor" });
    await form.getByRole("button", { name: "Cancel" }).tap();
    await logPayment(card(), { patron: "Ines Duarte", amount: "62.01", method: "Cash" });
    await openForm(card());
    const due = await card().getByText("Balance due").textContent();
    expect(due).toContain(await form.getByLabel("Amount").inputValue());
    expect(await form.getByLabel("Who paid").inputValue()).toBe("");
  });

  it("patrons of the event that match the typed text are offered, and the focus moves on to the amount", async () => {
    const form = await openForm(card());
    const patron = form.getByLabel("Who paid");
    expect(await suggestions(form).allTextContents()).toContain("Maya Rivera");
    await patron.fill("riv");
    expect(await suggestions(form).allTextContents()).toEqual(["Maya Rivera"]);
    await patron.fill("Somebody else");
    expect(await suggestions(form).count()).toBe(0);
    await patron.fill("");
    await suggestions(form).filter({ hasText: "Maya Rivera" }).tap();
    expect(await patron.inputValue()).toBe("Maya Rivera");
    expect(await isFocused(form.getByLabel("Amount"))).toBe(true);
    expect(await suggestions(form).count()).toBe(0);
  });

  it("the method starts as that of the previous payment", async () => {
    await logPayment(card(), { patron: "Tom Okafor", amount: "63.01", method: "Venmo" });
    await page.reload();
    const form = await openForm(card());
    expect(await form.getByRole("radio", { name: "Venmo" }).isChecked()).toBe(true);
  });

  it("every touch target is at least 44 pixels high and wide, and fields open the right keyboard", async () => {
    const form = await openForm(card());
    const small = await page.evaluate(() => {
      const roots = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      const targets = roots.flatMap((root) => [
        ...root.querySelectorAll<HTMLElement>("button, input:not([type=radio]), textarea, .chip, summary"),
      ]);
      return targets
        .filter((target) => target.getClientRects().length > 0)
        .map((target) => ({ name: target.textContent?.trim(), ...target.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width < 43.5 || height < 43.5);
    });
    expect(small).toEqual([]);
    expect(await form.getByLabel("Amount").getAttribute("inputmode")).toBe("decimal");
    expect(await form.getByLabel("Email for a receipt").getAttribute("type")).toBe("email");
    await pressLogPayment(form);
    await form.getByRole("button", { name: "Cancel" }).tap();
  });
});
