import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosen } from "../support/chosen.ts";
import { hasHorizontalScroll, isCutOff, violationsOn } from "../support/page-checks.ts";
import {
  cardOf,
  type Dispatch,
  logPayment,
  openForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  totalOn,
  typePayment,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

const screens: Record<string, BrowserContextOptions> = {
  "a phone": { viewport: { width: 390, height: 844 } },
  "a phone in the dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  "a very small phone": { viewport: { width: 320, height: 568 } },
  "a desk": { viewport: { width: 1280, height: 900 } },
  "a desk in the dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

describe.each(chosen(Object.entries(screens)))("on %s", (_name, options) => {
  it("the page has no violations without a sign-in", async () => {
    const page = await dispatch.openPage(options);
    await cardOf(page, RIVERA.eventId).getByText("Sign in to see payments.").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await hasHorizontalScroll(page)).toBe(false);
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await violationsOn(page)).toEqual([]);
    await page.context().close();
  });

  it("the page and the form have no violations after a sign-in", async () => {
    const page = await dispatch.openSignedIn(options);
    expect(await violationsOn(page)).toEqual([]);
    expect(await hasHorizontalScroll(page)).toBe(false);

    const form = await openForm(cardOf(page, RIVERA.eventId));
    expect(await violationsOn(page)).toEqual([]);
    await typePayment(form, { method: "Zelle", patronEmail: "maya" });
    await pressLogPayment(form);
    await form.getByText("Enter who paid.").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await isCutOff(page)).toBe(false);
    expect(await hasHorizontalScroll(page)).toBe(false);
    await page.context().close();
  });

  it("the warning, the toast and a failure have no violations", async () => {
    const page = await dispatch.openSignedIn(options);
    const card = cardOf(page, RIVERA.eventId);
    const form = await openForm(card);
    await typePayment(form, { patron: "Maya Rivera", amount: "300", method: "Zelle", reference: "ZL-20418" });
    await pressLogPayment(form);
    await form.getByRole("button", { name: "Go back" }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await form.getByRole("button", { name: "Go back" }).click();
    await page.route("**/graphql", (route) => route.abort());
    await pressLogPayment(form);
    await page.getByText("is kept on this device").waitFor();
    await card.getByText("Waiting to be sent").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.reload();
    await card.getByText("Payments could not be loaded.").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.context().close();
  });
});

describe("with only the keyboard", () => {
  it("a payment is logged, and the focus returns to where it was", async () => {
    const page = await dispatch.openSignedIn();
    const card = cardOf(page, RIVERA.eventId);
    const before = await totalOn(card).textContent();
    await card.getByRole("button", { name: "Log payment" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Who paid").waitFor();
    await page.keyboard.type("Maya Rivera");
    await page.keyboard.press("Tab");
    await page.keyboard.type("19.75");
    await page.getByRole("radio", { name: "Cash" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.getByText("Logged $19.75 from Maya Rivera.").waitFor();
    expect(await totalOn(card).textContent()).not.toBe(before);
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim());
    await expect.poll(focused).toBe("Log payment");
    await page.context().close();
  });

  it("every touch target is at least 44 pixels high", async () => {
    const page = await dispatch.openSignedIn();
    await logPayment(cardOf(page, RIVERA.eventId), { patron: "Tom Okafor", amount: "7", method: "Cash" });
    const form = await openForm(cardOf(page, RIVERA.eventId));
    const controls = form.locator("button, .control, .chip");
    const heights = await controls.evaluateAll((elements) =>
      elements.map((element) => (element as HTMLElement).offsetHeight),
    );
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });
});
