import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, logOnServer } from "../support/ask-server.ts";
import {
  bannerOf,
  type Crew,
  countGreen,
  FILLS,
  focusPage,
  setHidden,
  setTerms,
  startCrew,
} from "../support/crew-driver.ts";
import { watchOperation } from "../support/page-driver.ts";

let crew: Crew;

beforeAll(async () => {
  crew = await startCrew();
});

afterAll(() => crew.stop());

const UNTIL_DEPOSIT = "Do not depart until the deposit is confirmed.";
const UNTIL_FULL = "Do not depart until full payment is received and logged.";

const fillOf = (page: Page) =>
  page.locator("payment-state .banner").evaluate((banner) => getComputedStyle(banner).backgroundColor);

const checkAgain = (page: Page) => page.getByRole("button", { name: "Check again" });

describe("the banner for the crew", () => {
  it("is green, with a word and a shape, when the event is paid in full", async () => {
    const page = await crew.openLink({ options: { timezoneId: "Asia/Tokyo" } });
    const banner = page.getByRole("status").locator(".banner");
    await banner.getByText("Clear to depart").waitFor();
    expect(await banner.textContent()).toMatch(/Paid in full\.\s+Osaka sister port delegation/);
    expect(await banner.locator("time").textContent()).toMatch(/^\w{3}, \w{3} \d+, \d{4}, .* GMT\+9$/);
    expect(await fillOf(page)).toBe(FILLS.clear);
    expect(await banner.locator("svg").isVisible()).toBe(true);
    expect(await page.getByRole("alert").textContent()).not.toContain("depart");
    expect(await page.getByText(/^Checked at \d+:\d\d [AP]M$/).count()).toBe(1);
    expect(await page.title()).toBe("May we depart? · Dispatch");
    await page.context().close();
  });

  it.each([
    ["tentative", UNTIL_DEPOSIT],
    ["deposit", UNTIL_FULL],
    ["noTerms", "Payment terms are not set. Ask the admin before departing."],
  ] as const)("is red, in the server's own words, for an event that is %s", async (event, sentence) => {
    const page = await crew.openLink({ eventId: crew.events[event] });
    const banner = page.getByRole("alert").locator(".banner");
    await banner.getByText("Do not depart", { exact: true }).waitFor();
    expect(await banner.locator(".sentence").textContent()).toBe(sentence);
    expect(await fillOf(page)).toBe(FILLS.stop);
    expect(await countGreen(page)).toBe(0);
    await page.context().close();
  });

  it("is red for a cancelled event, even if it is paid", async () => {
    const eventId = crew.events.cancelled;
    await setTerms(crew, { eventId, agreedTotal: "0" });
    const query = "query ($id: ID!) { event(id: $id) { paymentState } }";
    const { data } = await ask(crew, query, { id: eventId });
    expect(data.event.paymentState).toBe("PAID_IN_FULL");
    const page = await crew.openLink({ eventId });
    await bannerOf(page, "stop").getByText("This charter is cancelled.").waitFor();
    expect(await fillOf(page)).toBe(FILLS.stop);
    expect(await countGreen(page)).toBe(0);
    await page.evaluate(() => document.documentElement.setAttribute("lang", "es-MX"));
    await bannerOf(page, "stop").getByText("Este chárter está cancelado.").waitFor();
    await page.context().close();
  });

  it("is not green for an event that the server does not know", async () => {
    const page = await crew.openLink({ eventId: "nobody-knows" });
    await bannerOf(page, "unsure").getByText("This event is not known here.").waitFor();
    expect(await fillOf(page)).toBe(FILLS.unsure);
    await page.context().close();
  });
});

describe("without a reload", () => {
  it("red turns green when the balance is logged, and red again after a refund", async () => {
    const eventId = crew.events.tentative;
    const page = await crew.openWithClock({ eventId });
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await bannerOf(page, "stop").getByText(UNTIL_DEPOSIT).waitFor();

    await logOnServer(crew, { eventId, amount: "90" });
    await focusPage(page);
    await bannerOf(page, "stop").getByText(UNTIL_FULL).waitFor();

    const { payment } = await logOnServer(crew, { eventId, amount: "270" });
    await page.clock.runFor(61_000);
    await bannerOf(page, "clear").waitFor();

    const refund = `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { __typename } }`;
    const input = { paymentId: payment.id, amount: "1", reason: "Wind" };
    expect((await ask(crew, refund, { input })).data.refundPayment.__typename).toBe("PaymentRefunded");
    await page.evaluate(() => void dispatchEvent(new Event("online")));
    await bannerOf(page, "stop").getByText(UNTIL_FULL).waitFor();
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
    await page.context().close();
  });

  it("the banner is refreshed at the given interval, but at most every five seconds", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    await page.locator("payment-state").evaluate((state) => state.setAttribute("interval", "1"));
    const reads = watchOperation(page, "CrewState");
    await page.clock.runFor(3_000);
    expect(reads).toHaveLength(0);
    await page.clock.runFor(3_000);
    await expect.poll(() => reads.length).toBe(1);
    await page.context().close();
  });

  it("the banner is refreshed before a response is too old, however long the interval", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    await page.locator("payment-state").evaluate((state) => state.setAttribute("interval", "9999"));
    const reads = watchOperation(page, "CrewState");
    await page.clock.runFor(230_000);
    expect(reads).toHaveLength(0);
    await page.clock.runFor(12_000);
    await expect.poll(() => reads.length).toBe(1);
    await page.context().close();
  });

  it("refreshing pauses while the page is hidden, and resumes when it is visible", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    const reads = watchOperation(page, "CrewState");
    await setHidden(page, true);
    await focusPage(page);
    await page.clock.runFor(600_000);
    expect(reads).toHaveLength(0);
    await setHidden(page, false);
    await expect.poll(() => reads.length).toBe(1);
    await page.context().close();
  });

  it("the banner is refreshed when the page becomes visible, and once when it also gets the focus", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    const reads = watchOperation(page, "CrewState");
    await page.clock.runFor(2_000);
    await setHidden(page, false);
    await expect.poll(() => reads.length).toBe(1);
    await page.clock.runFor(2_000);
    await page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange"));
      dispatchEvent(new Event("focus"));
    });
    await expect.poll(() => reads.length).toBe(2);
    await bannerOf(page, "clear").waitFor();
    await page.clock.runFor(6_000);
    expect(reads).toHaveLength(2);
    await page.context().close();
  });
});

describe("a check that fails", () => {
  it("removes green immediately, fires an event, and restores it with the next response", async () => {
    const page = await crew.openLink();
    await bannerOf(page, "clear").waitFor();
    const codes = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener("payment-error", ({ detail }) => resolve(detail.code)),
        ),
    );
    await page.route("**/graphql", (route) => route.abort());
    await focusPage(page);
    const alert = page.getByRole("alert");
    await alert.getByText("Could not check").waitFor();
    expect(await alert.textContent()).toContain("Do not depart before you have asked the admin.");
    expect(await alert.textContent()).toContain("Osaka sister port delegation");
    expect(await page.getByText(/^Tried at/).count()).toBe(1);
    expect(await countGreen(page)).toBe(0);
    expect(await codes).toBe("NETWORK_ERROR");

    await page.unroute("**/graphql");
    await checkAgain(page).click();
    await bannerOf(page, "clear").waitFor();
    await page.context().close();
  });

  it("stays visible during the next check, which follows soon", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    await page.route("**/graphql", (route) => route.fulfill({ status: 502, body: "" }));
    await focusPage(page);
    await bannerOf(page, "unsure").waitFor();
    await page.unroute("**/graphql");
    const held = Promise.withResolvers<void>();
    await page.route("**/graphql", async (route) => {
      await held.promise;
      await route.continue();
    });
    const asked = page.waitForRequest("**/graphql");
    await page.clock.runFor(16_000);
    await asked;
    expect(await bannerOf(page, "unsure").isVisible()).toBe(true);
    held.resolve();
    await bannerOf(page, "clear").waitFor();
    await page.context().close();
  });

  it("hides what was shown until the response arrives, after a click on the button", async () => {
    const page = await crew.openLink();
    await bannerOf(page, "clear").waitFor();
    await page.route("**/graphql", () => {});
    await checkAgain(page).click();
    await bannerOf(page, "checking").waitFor();
    expect(await countGreen(page)).toBe(0);
    await page.context().close();
  });

  it("times out after half a minute on the first check, too", async () => {
    const page = await crew.openWithClock({ eventId: "held-up" });
    await page.route("**/graphql", () => {});
    await page.reload();
    await bannerOf(page, "checking").waitFor();
    await page.clock.runFor(31_000);
    await bannerOf(page, "unsure").waitFor();
    await page.context().close();
  });

  it("no longer shows green when the server is down", async () => {
    const other = await startCrew();
    const page = await other.openLink();
    await bannerOf(page, "clear").waitFor();
    await other.stopServer();
    await focusPage(page);
    await bannerOf(page, "unsure").waitFor();
    expect(await countGreen(page)).toBe(0);
    await other.stop();
  });
});

describe("a response that is more than five minutes old", () => {
  it("is not green on a device that wakes up, even before the next response", async () => {
    const page = await crew.openWithClock();
    await bannerOf(page, "clear").waitFor();
    await page.route("**/graphql", () => {});
    await page.clock.fastForward(290_000);
    expect(await countGreen(page)).toBe(1);
    await page.clock.fastForward(15_000);
    await bannerOf(page, "checking").waitFor();
    expect(await countGreen(page)).toBe(0);
    await page.context().close();
  });
});
