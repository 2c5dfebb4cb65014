import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasHorizontalScroll, violationsOn } from "../support/page-checks.ts";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  loseNextAnswer,
  minorUnitsOn,
  openForm,
  paymentForm,
  pressLogPayment,
  RIVERA,
  signIn,
  startDispatch,
  typePayment,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let context: BrowserContext;
let page: Page;
let before: number;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

beforeEach(async () => {
  page = await dispatch.openSignedIn();
  context = page.context();
  before = await minorUnitsOn(cardOf(page, RIVERA.eventId));
});

afterEach(() => context.close());

const card = () => cardOf(page, RIVERA.eventId);
const waiting = () => card().getByRole("list", { name: "Kept on this device" }).getByRole("listitem");
const logged = (amount: string) => entriesOn(card()).filter({ hasText: amount, hasNotText: "Kept " });
const rise = async () => (await minorUnitsOn(card())) - before;

/** A payment unlike those of the other tests, or the server would warn. */
const aPayment = (amount: string) => ({ patron: "Maya Rivera", amount, method: "Cash" });

/** Another tab of the same browser, without a sign-in: a session belongs to its tab. */
async function openTab(name?: string): Promise<void> {
  page = await context.newPage();
  await page.goto(dispatch.url);
  if (name) await signIn(page, { password: dispatch.password, name });
}

describe("without a network", () => {
  it("three payments are kept, and logged once each when the page is opened again with a network", async () => {
    const amounts = ["20.01", "30.02", "40.03"];
    await context.setOffline(true);
    for (const amount of amounts) await logPayment(card(), aPayment(amount));
    await expect.poll(() => waiting().count()).toBe(3);
    expect(await waiting().first().textContent()).toContain("Waiting to be sent");
    expect(await rise()).toBe(0);
    await page.close();

    await context.setOffline(false);
    await openTab("Ines Duarte");
    await expect.poll(rise).toBe(9_006);
    for (const amount of amounts) expect(await logged(amount).count(), amount).toBe(1);
    await expect.poll(() => waiting().count()).toBe(0);
    await page.reload();
    await expect.poll(rise).toBe(9_006);
    for (const amount of amounts) expect(await logged(amount).count(), amount).toBe(1);
  });

  it("a payment is sent as soon as the network is back, and the page gets an event", async () => {
    await page.evaluate(() => {
      const types: string[] = [];
      for (const type of ["payment-kept", "payment-logged"])
        document.addEventListener(type, ({ type }) => void types.push(type));
      Object.assign(window, { types });
    });
    await context.setOffline(true);
    await logPayment(card(), aPayment("21.01"));
    await page.getByText("is kept on this device and will be sent by itself").waitFor();
    // The next automatic try is later than that.
    const isSent = page.waitForRequest((request) => Boolean(request.postData()?.includes("21.01")), {
      timeout: 4_000,
    });
    await context.setOffline(false);
    await isSent;
    await page.getByText("Sent and logged: $21.01 from Maya Rivera.").waitFor();
    await expect.poll(() => waiting().count()).toBe(0);
    expect(await rise()).toBe(2_101);
    expect(await page.evaluate(() => (window as unknown as { types: string[] }).types)).toEqual([
      "payment-kept",
      "payment-logged",
    ]);
  });

  it("a payment is sent soon if the network fails once more on its return", async () => {
    await context.setOffline(true);
    await logPayment(card(), aPayment("21.02"));
    await page.getByText("is kept on this device and will be sent by itself").waitFor();
    await page.route("**/graphql", (route) => route.abort("internetdisconnected"), { times: 1 });
    const isSent = page.waitForRequest((request) => Boolean(request.postData()?.includes("21.02")), {
      timeout: 4_000,
    });
    await context.setOffline(false);
    await isSent;
    await page.getByText("Sent and logged: $21.02 from Maya Rivera.").waitFor();
    expect(await rise()).toBe(2_102);
  });

  it("a payment can be discarded by hand, after a question, and is then never sent", async () => {
    await context.setOffline(true);
    await logPayment(card(), aPayment("22.01"));
    await waiting().getByRole("button", { name: "Discard" }).click();
    await waiting().getByRole("button", { name: "Keep" }).click();
    expect(await waiting().count()).toBe(1);
    await waiting().getByRole("button", { name: "Discard" }).click();
    await waiting().getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => waiting().count()).toBe(0);

    const mutations = watchOperation(page, "LogPayment");
    await context.setOffline(false);
    await page.reload();
    await card().getByRole("button", { name: "Log payment" }).waitFor();
    expect(await rise()).toBe(0);
    expect(mutations).toHaveLength(0);
  });

  it.each([
    ["a phone", { width: 320, height: 568 }, "light"],
    ["a desk in the dark", { width: 1280, height: 900 }, "dark"],
  ] as const)("what waits is without faults on %s", async (_name, viewport, colorScheme) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await context.setOffline(true);
    await logPayment(card(), aPayment("23.01"));
    await waiting().getByRole("button", { name: "Discard" }).click();
    expect(await violationsOn(page)).toEqual([]);
    expect(await hasHorizontalScroll(page)).toBe(false);
    await waiting().getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => waiting().count()).toBe(0);
  });
});

describe("a kept payment", () => {
  it("is logged once if it was stored, its response lost and the page closed", async () => {
    await loseNextAnswer(page, "LogPayment");
    await logPayment(card(), aPayment("24.01"));
    await waiting().waitFor();
    await page.close();
    await openTab("Ines Duarte");
    await expect.poll(() => logged("$24.01").count()).toBe(1);
    await expect.poll(() => waiting().count()).toBe(0);
    expect(await rise()).toBe(2_401);
  });

  it("is logged once if the page was closed during its request", async () => {
    const form = await openForm(card());
    await typePayment(form, aPayment("25.01"));
    const isHeld = new Promise<void>((resolve) => {
      void page.route("**/graphql", (route) => {
        // Neither answered nor refused: the page is closed during the request.
        if (route.request().postData()?.includes("LogPayment.")) resolve();
        else void route.fallback();
      });
    });
    await pressLogPayment(form);
    await isHeld;
    await page.close();
    await openTab("Ines Duarte");
    await expect.poll(() => logged("$25.01").count()).toBe(1);
    await expect.poll(() => waiting().count()).toBe(0);
    expect(await rise()).toBe(2_501);
  });

  it("is logged once by two tabs that send it at the same time", async () => {
    await openTab("Ines Duarte");
    const other = page;
    [page] = context.pages() as [Page];
    await context.setOffline(true);
    await logPayment(card(), aPayment("26.01"));
    await expect.poll(() => waiting().count()).toBe(1);
    await context.setOffline(false);
    for (const tab of [page, other]) {
      page = tab;
      await expect.poll(() => logged("$26.01").count()).toBe(1);
      await expect.poll(() => waiting().count()).toBe(0);
      expect(await rise()).toBe(2_601);
    }
  });

  it("waits for the person who typed it, and is never recorded by anyone else", async () => {
    await context.setOffline(true);
    await logPayment(card(), aPayment("27.01"));
    await waiting().waitFor();
    await page.close();
    await context.setOffline(false);

    await openTab();
    await card().getByText("1 payment is kept on this device. Sign in to send it.").waitFor();
    expect(await card().textContent()).not.toContain("Maya Rivera");
    await signIn(page, { password: dispatch.password, name: "Tom Okafor" });
    await card().getByText("It is sent when Ines Duarte signs in here.").waitFor();
    await waiting().getByRole("button", { name: "Send now" }).click();
    expect(await rise()).toBe(0);

    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, { password: dispatch.password });
    await expect.poll(() => logged("$27.01").count()).toBe(1);
    expect(await logged("$27.01").textContent()).toContain("by Ines Duarte");
  });

  it("is shown as a possible duplicate, and logged after a person confirms it", async () => {
    await logPayment(card(), aPayment("28.01"));
    await context.setOffline(true);
    await logPayment(card(), aPayment("28.01"));
    await waiting().waitFor();
    await context.setOffline(false);
    await waiting().getByText("Not logged yet").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await waiting().getByRole("button", { name: "Look at it" }).click();
    const form = paymentForm(page);
    expect(await form.getByLabel("Amount").inputValue()).toBe("28.01");
    await pressLogPayment(form);
    await form.getByText("A payment like this is already logged").waitFor();
    await form.getByRole("button", { name: "Log anyway" }).click();
    await form.waitFor({ state: "hidden" });
    await expect.poll(() => waiting().count()).toBe(0);
    expect(await rise()).toBe(2 * 2_801);
  });
});
