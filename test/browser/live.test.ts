import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  minorUnitsOn,
  RIVERA,
  startDispatch,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

const card = (page: Page) => cardOf(page, RIVERA.eventId);

const setInterval = (page: Page, seconds: number) =>
  page.locator("payment-list").evaluateAll((lists, value) => {
    for (const list of lists) list.setAttribute("interval", String(value));
  }, seconds);

const focusPage = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

/** Starts to count changes inside a card's list. */
async function countRedraws(page: Page): Promise<() => Promise<number>> {
  const list = card(page).locator("payment-list");
  await list.evaluate((element) => {
    const counted = { count: 0 };
    new MutationObserver((records) => {
      counted.count += records.length;
    }).observe(element.shadowRoot as ShadowRoot, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { counted });
  });
  return () => page.evaluate(() => (window as unknown as { counted: { count: number } }).counted.count);
}

/** The demonstration's mails are pending at first, and a page that shows one polls until it is sent. */
const untilMailsAreSent = (page: Page) =>
  expect.poll(() => page.getByText("Mail on its way").count()).toBe(0);

describe("a list that is left open", () => {
  it("shows what another person logs, at its interval and without a reload", async () => {
    const [here, there] = await Promise.all([dispatch.openSignedIn(), dispatch.openSignedIn()]);
    const before = await minorUnitsOn(card(here));
    await setInterval(here, 5);
    await logPayment(card(there), { patron: "Tom Okafor", amount: "51.01", method: "Cash" });
    await expect.poll(() => minorUnitsOn(card(here))).toBe(before + 5_101);
    await entriesOn(card(here)).filter({ hasText: "$51.01" }).waitFor();
    await Promise.all([here.context().close(), there.context().close()]);
  });

  it("is refreshed on focus, and by nothing else if the interval is zero", async () => {
    const [here, there] = await Promise.all([dispatch.openSignedIn(), dispatch.openSignedIn()]);
    await untilMailsAreSent(here);
    const before = await minorUnitsOn(card(here));
    await logPayment(card(there), { patron: "Tom Okafor", amount: "52.01", method: "Cash" });
    await setInterval(here, 0);
    const heads = watchOperation(here, "Heads");
    await focusPage(here);
    await here.evaluate(() => new Promise(requestAnimationFrame));
    expect(heads).toHaveLength(0);
    expect(await minorUnitsOn(card(here))).toBe(before);

    await setInterval(here, 3_600);
    await focusPage(here);
    await expect.poll(() => minorUnitsOn(card(here))).toBe(before + 5_201);
    await Promise.all([here.context().close(), there.context().close()]);
  });

  it("sends one small request for all cards, and redraws nothing, if nothing has changed", async () => {
    const page = await dispatch.openSignedIn();
    await untilMailsAreSent(page);
    const cards = await page.locator("payment-list").count();
    const [heads, whole] = [watchOperation(page, "Heads"), watchOperation(page, "Dashboard")];
    const redraws = await countRedraws(page);
    const answered = page.waitForResponse((response) => response.request() === heads[0]);
    await focusPage(page);
    await answered;
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(heads).toHaveLength(1);
    expect(heads[0]?.postDataJSON().variables.ids).toHaveLength(cards);
    expect(whole).toHaveLength(0);
    expect(await redraws()).toBe(0);
    await page.context().close();
  });

  it("shows that it may be out of date until a refresh succeeds again", async () => {
    const page = await dispatch.openSignedIn();
    await page.context().setOffline(true);
    await focusPage(page);
    await card(page).getByText("What is shown may be out of date.").waitFor();
    expect(await entriesOn(card(page)).count()).toBeGreaterThan(0);
    await page.context().setOffline(false);
    await card(page).getByText("What is shown may be out of date.").waitFor({ state: "hidden" });
    await page.context().close();
  });
});
