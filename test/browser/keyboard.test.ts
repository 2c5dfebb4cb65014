import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  minorUnitsOn,
  paymentForm,
  RIVERA,
  startDispatch,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

const card = (page: Page) => cardOf(page, RIVERA.eventId);

/** The accessible name of the focused element, through all shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const control = element as HTMLInputElement | null;
    return (
      control?.getAttribute("aria-label") ??
      control?.labels?.[0]?.textContent?.trim() ??
      control?.textContent?.trim() ??
      ""
    );
  });

/** Presses Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    const text = await focused(page);
    if (typeof name === "string" ? text === name : name.test(text)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The tab key does not lead to “${name}”; it is at “${await focused(page)}”.`);
}

describe("with only the keyboard", () => {
  it("a payment is logged: opened, typed, chosen with the arrows, sent; the focus returns", async () => {
    const page = await dispatch.openSignedIn();
    const before = await minorUnitsOn(card(page));
    await tabTo(page, `Log payment for ${RIVERA.title}`);
    await page.keyboard.press("Enter");
    await paymentForm(page).getByLabel("Who paid").waitFor();
    await expect.poll(() => focused(page)).toBe("Who paid");
    await tabTo(page, "Maya Rivera");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("Amount in USD");
    await page.keyboard.type("71.01");
    await tabTo(page, "Cash");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    expect(await paymentForm(page).getByRole("radio", { name: "Check" }).isChecked()).toBe(true);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByText("Logged $71.01 from Maya Rivera.").waitFor();
    expect(await minorUnitsOn(card(page))).toBe(before + 7_101);
    await expect.poll(() => focused(page)).toBe(`Log payment for ${RIVERA.title}`);
    await page.context().close();
  });

  it("the duplicate question is answered, and Escape keeps all typed values", async () => {
    const page = await dispatch.openSignedIn();
    const typeIt = async () => {
      await tabTo(page, `Log payment for ${RIVERA.title}`);
      await page.keyboard.press("Enter");
      await paymentForm(page).waitFor();
      await expect.poll(() => focused(page)).toBe("Who paid");
      await page.keyboard.type("Tom Okafor");
      await tabTo(page, "Amount in USD");
      await page.keyboard.type("72.01");
      await tabTo(page, /^Cash$|^Check$/);
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
    };
    await typeIt();
    await page.getByText("Logged $72.01 from Tom Okafor.").waitFor();
    await typeIt();
    await expect.poll(() => focused(page)).toBe("Go back");
    await page.keyboard.press("Escape");
    await paymentForm(page).waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await expect.poll(() => paymentForm(page).getByLabel("Who paid").inputValue()).toBe("Tom Okafor");
    await page.context().close();
  });

  it("an entry is voided, its history opened, and the focus returns to its line", async () => {
    const page = await dispatch.openSignedIn();
    const first = entriesOn(card(page)).first();
    const amount = (await first.locator(".amount").textContent())?.trim();
    await tabTo(page, /^More about/);
    const more = await focused(page);
    await page.keyboard.press("Enter");
    // If the focus moves before the dialog opens, it returns to where it moved.
    await page.getByRole("dialog", { name: "This entry" }).waitFor();
    await tabTo(page, /^Void/);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("Why");
    await page.keyboard.type("Typed twice");
    await tabTo(page, "Void it");
    await page.keyboard.press("Enter");
    await page.getByText(`Voided ${amount}.`).waitFor();
    await expect.poll(() => focused(page)).toBe(more);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focused(page)).toMatch(/^Voided .* by Ines Duarte$/);
    await page.keyboard.press("Enter");
    expect(
      await entriesOn(card(page))
        .locator("visible=true")
        .filter({ hasText: `-${amount}` })
        .count(),
    ).toBeGreaterThan(0);
    await page.context().close();
  });
});
