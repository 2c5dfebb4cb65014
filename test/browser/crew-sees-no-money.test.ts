import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, logOnServer } from "../support/ask-server.ts";
import { chosen } from "../support/chosen.ts";
import { bannerOf, type Crew, shownText, startCrew } from "../support/crew-driver.ts";
import { hasHorizontalScroll, violationsOn } from "../support/page-checks.ts";

let crew: Crew;

beforeAll(async () => {
  crew = await startCrew();
});

afterAll(() => crew.stop());

/** Texts from the ledger of the demonstration event, and from a payment logged during the test. */
const SECRETS = /[$¥]|\d\.\d\d|\b(300|550|900|350|77)\b|\d{5}|Maya|ZELLE|CHECK\b|CASH|1042|20418|Zelle|Cash/;

describe("a key that may only read the state", () => {
  it("receives no amount, patron or method, neither on the page nor in a response", async () => {
    const page = await crew.openPage({ path: "/health" });
    const answers: Promise<string>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/graphql")) answers.push(response.text());
    });
    await page.goto(crew.url + crew.pathOf({ eventId: crew.events.deposit }));
    await bannerOf(page, "stop").waitFor();
    await logOnServer(crew, { eventId: crew.events.deposit, amount: "77" });
    await page.getByRole("button", { name: "Check again" }).click();
    await expect.poll(() => answers.length).toBe(2);
    await bannerOf(page, "stop").waitFor();
    for (const answer of await Promise.all(answers)) {
      const { event } = JSON.parse(answer).data;
      expect(Object.keys(event).sort()).toEqual(
        ["banner", "clearToDepart", "id", "paymentState", "startsAt", "status", "title"].sort(),
      );
      expect(answer).not.toMatch(SECRETS);
    }
    const text = (await shownText(page)) + (await page.locator("body").innerText());
    expect(text).toContain("Rivera sunset sail");
    expect(text).not.toMatch(SECRETS);
    expect(await page.getByRole("link").count()).toBe(0);
    await page.context().close();
  });

  it("gets no data at all if it requests more", async () => {
    const asCrew = { url: crew.url, password: crew.key };
    const query = `{ event(id: "QXW7LMD") { title banner totalCollected { amount } } }`;
    const { status, data, errors } = await ask(asCrew, query);
    expect([status, data, errors?.[0]?.extensions?.code]).toEqual([403, undefined, "FORBIDDEN"]);
    const allowed = await ask(asCrew, `{ event(id: "QXW7LMD") { title banner } }`);
    expect([allowed.status, allowed.data.event.title]).toEqual([200, "Rivera sunset sail"]);
  });
});

describe("the crew's page", () => {
  it("works under a policy against inline scripts, inline styles and text that becomes markup", async () => {
    const page = await crew.openPage({ path: "/health" });
    const violations: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
      "form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
    await page.route("**/crew.html*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), "content-security-policy": policy },
      });
    });
    await page.goto(crew.url + crew.pathOf());
    await bannerOf(page, "clear").waitFor();
    const fontSize = await page
      .getByText("Clear to depart")
      .evaluate((headline) => Number.parseFloat(getComputedStyle(headline).fontSize));
    expect(fontSize).toBeGreaterThanOrEqual(40);
    expect(violations).toEqual([]);
    await page.context().close();
  });

  it("isolates a title written from right to left, and works without a date", async () => {
    const page = await crew.openPage({ path: "/health" });
    const event = {
      id: crew.events.paid,
      title: "הפלגה (1)",
      startsAt: null,
      status: null,
      paymentState: "PAID_IN_FULL",
      clearToDepart: true,
      banner: null,
    };
    await page.route("**/graphql", (route) => route.fulfill({ json: { data: { event } } }));
    await page.goto(crew.url + crew.pathOf());
    await bannerOf(page, "clear").waitFor();
    expect(await page.locator("bdi").textContent()).toBe(event.title);
    expect(await page.locator("time").count()).toBe(0);
    await page.context().close();
  });
});

const states = {
  green: { event: "paid", tone: "clear" },
  red: { event: "deposit", tone: "stop" },
  unsure: { event: "paid", tone: "unsure" },
  checking: { event: "paid", tone: "checking" },
} as const;

const screens = [
  ["light", 320],
  ["light", 390],
  ["dark", 390],
  ["dark", 1280],
] as const;

let page: Page;

/** Empties the page that all screens share: with only another fragment, a link would not load it again. */
async function showOn({ colorScheme, width }: { colorScheme: "light" | "dark"; width: number }) {
  page ??= await crew.openPage({ path: "/health" });
  await page.unrouteAll();
  await page.goto("about:blank");
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 700 });
}

describe.each(Object.entries(states))("%s", (name, { event, tone }) => {
  it.each(chosen(screens))(
    "has no violations in the %s on a screen of %i pixels",
    async (colorScheme, width) => {
      await showOn({ colorScheme, width });
      if (name === "unsure") await page.route("**/graphql", (route) => route.abort());
      if (name === "checking") await page.route("**/graphql", () => {});
      await page.goto(crew.url + crew.pathOf({ eventId: crew.events[event] }));
      await bannerOf(page, tone).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await hasHorizontalScroll(page)).toBe(false);
    },
  );
});

describe("with an incomplete link", () => {
  it.each(chosen(screens))(
    "the page has no violations in the %s on a screen of %i pixels",
    async (colorScheme, width) => {
      await showOn({ colorScheme, width });
      await page.goto(`${crew.url}/crew.html`);
      await page.getByText("Open the link that the admin sent you.").waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await hasHorizontalScroll(page)).toBe(false);
    },
  );
});
