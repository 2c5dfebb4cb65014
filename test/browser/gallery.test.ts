import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contrastViolationsOn, hasHorizontalScroll, violationsOn } from "../support/page-checks.ts";
import {
  type Dispatch,
  openForm,
  pressLogPayment,
  startDispatch,
  typePayment,
} from "../support/page-driver.ts";
import { type PolicyWatch, watchPolicy } from "../support/policy-watch.ts";

/** A text that each state shows and that no other state of its element has in that place. */
const SHOWS: Record<string, string> = {
  "list-usual": "Deposit of $600.00 covered",
  "list-loading": "Loading payments…",
  "list-empty": "No payments yet.",
  "list-deposit-open": "Deposit of $600.00 not covered yet",
  "list-paid": "Paid in full",
  "list-credit": "Credit $60.00",
  "list-tips": "$1,800.00 fare of $1,800.00 agreed",
  "list-methods": "-$180.00",
  "list-long-words": "$1,234,567,890.13",
  "list-scripts": "トム・オカフォー",
  "list-voided": "Voided May 31, 4:05 PM by Ines Duarte",
  "list-corrected": "Corrected: was $53.00",
  "list-refunded": "$100.00 given back",
  "list-moved": "Moved here from 2026-06-20-okafor-wedding",
  "list-late": "Logged late",
  "list-adopted": "Not an amount of this currency, so it is not counted.",
  "list-mails": "Mail failed: The mailbox is full.",
  "list-more": "Load more",
  "list-more-failed": "The earlier payments could not be loaded.",
  "list-yen": "¥61,250",
  "list-dinars": "KWD 180.500",
  "list-failed": "Payments could not be loaded.",
  "list-server-failed": "(Request req-4711)",
  "list-stale": "Could not refresh.",
  "list-signed-out": "Sign in to see payments.",
  "list-forbidden": "You may not see payments.",
  "list-unknown": "This event is not known here",
  "list-reader": "Balance due $675.00",
  "list-slots": "Ask the harbor office.",
  "list-slot-empty": "The invoice is on its way.",
  "list-slot-error": "The books are closed for the night.",
  "modal-form": "Amount in USD",
  "modal-tip": "$675.00 balance + $180.00 tip + $500.00 security deposit = $1,355.00 received",
  "modal-tip-refused": "This must be an amount in USD, greater than zero.",
  "modal-faults": "Enter who paid.",
  "modal-duplicate": "Is this the same payment?",
  "modal-conflict": "What differs now: received on.",
  "modal-pending": "Logging…",
  "modal-refused": "This looks like the number of a card.",
  "modal-yen": "Amount in JPY",
  "modal-dinars": "Amount in KWD",
  "modal-loading": "Loading the form…",
  "modal-failed": "No answer from the server.",
  "modal-unknown": "This event is not known here",
  "modal-reader": "You may see payments, but not log them, with this sign-in.",
  "dialog-settlement": "Handed over by",
  "dialog-settlement-tips": "The event is over, but $150.00 has not been given back.",
  "dialog-entry": "incl. $180.00 tip + $500.00 security deposit",
  "dialog-refund": "Amount given back, in USD",
  "dialog-refund-parts": "From the security deposit",
  "dialog-correct": "$600.00 fare + $180.00 tip = $780.00 received",
  "state-clear": "Clear to depart",
  "state-tentative": "Do not depart until the deposit is confirmed.",
  "state-deposit": "Do not depart until full payment is received and logged.",
  "state-no-terms": "Payment terms are not set.",
  "state-cancelled": "This charter is cancelled.",
  "state-unsure": "No answer from the server.",
  "state-dead-link": "This link does not work",
  "state-unknown": "This event is not known here.",
  "state-checking": "Checking…",
  "provider-dashboard": "Okafor wedding sail",
  "provider-kept": "Waiting to be sent",
  "toast-logged": "Logged $600.00 from Maya Rivera.",
  "toast-kept": "is kept on this device and will be sent by itself.",
};

const NARROW = { width: 320, height: 700 };
const WIDE = { width: 1280, height: 900 };

let dispatch: Dispatch;
let page: Page;
let watch: PolicyWatch;
const asked: string[] = [];

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openPage({ path: "/health", viewport: NARROW, timezoneId: "UTC" });
  watch = await watchPolicy(page);
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
});

afterAll(() => dispatch.stop());

beforeEach(() => page.setViewportSize(NARROW));

const open = (query = "") => page.goto(`${dispatch.url}/components${query}`);

/** Opens a state by its address, and returns its stage. */
async function openState(id: string, query = ""): Promise<Locator> {
  await open(`?state=${id}${query}`);
  return page.locator(`#${id} .stage`);
}

const idsOf = (kind: string) => Object.keys(SHOWS).filter((id) => id.startsWith(`${kind}-`));

const untilShown = (id: string) =>
  page
    .locator(`#${id} .stage`)
    .getByText(SHOWS[id] ?? "")
    .first()
    .waitFor();

/** Opens a state by its address, and checks that it fits. */
async function showsAlone(id: string): Promise<void> {
  await openState(id);
  await untilShown(id);
  expect([id, await hasHorizontalScroll(page), await clippedStates()]).toEqual([id, false, []]);
  expect([id, await offScreen()]).toEqual([id, []]);
}

const switchOf = (name: string) => page.locator(`#switches [name="${name}"]`);

const addressesOf = () =>
  page.locator("#nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));

/** Violations in the dark and then the light theme, in which the next state is checked. */
async function violationsInBothThemes(): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await contrastViolationsOn(page);
  await page.emulateMedia({ colorScheme: "light" });
  return [...inDark, ...(await violationsOn(page))];
}

/** The dialogs and toasts that reach beyond the screen: they add nothing to what the page scrolls. */
const offScreen = () =>
  page
    .locator("dialog[open], :popover-open")
    .evaluateAll((covers) =>
      covers
        .filter(
          (cover) =>
            cover.getBoundingClientRect().right > innerWidth + 1 || cover.scrollWidth > cover.clientWidth + 1,
        )
        .map(({ localName, className }) => `${localName}.${className}`),
    );

/** The states that are wider than their frames, which hide what does not fit. */
const clippedStates = () =>
  page.locator("article.state").evaluateAll((articles) =>
    articles
      .filter((article) => {
        const frame = article.querySelector(".frame");
        return !frame || frame.scrollWidth > frame.clientWidth;
      })
      .map(({ id }) => id),
  );

describe("the gallery", () => {
  it("has an address for every state", async () => {
    await open();
    const states = (await addressesOf()).filter((address) => address.includes("state="));
    expect(states.map((address) => address.split("state=")[1])).toEqual(Object.keys(SHOWS));
  });

  it.each(["modal", "dialog", "toast"])(
    "fits every %s, which covers the page, on the narrowest phone, without violations in either theme",
    async (kind) => {
      for (const id of idsOf(kind)) {
        await showsAlone(id);
        expect([id, await violationsInBothThemes()]).toEqual([id, []]);
      }
    },
  );

  it.each(["list", "state", "provider"])(
    "shows all states of <payment-%s> on one page, which fit the narrowest phone, without violations in either theme",
    async (kind) => {
      await open(`?element=payment-${kind}`);
      const ids = idsOf(kind);
      for (const id of ids) await untilShown(id);
      expect(await violationsInBothThemes()).toEqual([]);
      expect(await hasHorizontalScroll(page)).toBe(false);
      expect(await clippedStates()).toEqual([]);
      expect(await offScreen()).toEqual([]);
      // Alone, a state has the same frame.
      await showsAlone(ids[0] ?? "");
    },
  );

  it("switches theme, language, direction and width without a reload, and keeps them in every address", async () => {
    await page.setViewportSize(WIDE);
    const stage = await openState("list-usual");
    const total = stage.locator(".total");
    await total.getByText("$1,125.00").waitFor();
    await page.evaluate("window.isSamePage = true");
    await switchOf("theme").selectOption("Dark");
    await switchOf("lang").selectOption("German");
    await switchOf("dir").selectOption("Right to left");
    await switchOf("width").selectOption("320 px");

    await total.getByText("1.125,00 $").waitFor();
    const list = stage.locator("payment-list");
    expect(await list.evaluate((element) => getComputedStyle(element).colorScheme)).toBe("dark");
    expect(await list.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    expect((await list.boundingBox())?.width).toBe(320);
    expect(await page.evaluate("window.isSamePage")).toBe(true);
    const turned = "theme=dark&lang=de-DE&dir=rtl&width=320";
    expect(page.url()).toBe(`${dispatch.url}/components?state=list-usual&${turned}`);
    expect((await addressesOf()).filter((address) => !address.endsWith(turned))).toEqual([]);

    await page.reload();
    await total.getByText("1.125,00 $").waitFor();
    expect(await switchOf("width").inputValue()).toBe("320");
  });

  it("shows the markup of a state", async () => {
    const stage = await openState("list-slots");
    const markup = await page.locator(".code").textContent();
    expect(markup).toContain('<p slot="footer">');
    expect(markup).toMatch(/^<payment-list\n {2}event-id="2026-06-14-rivera-sunset"\n/);
    expect(await stage.locator("payment-list").getAttribute("event-id")).toBe("2026-06-14-rivera-sunset");
    expect(await stage.locator('payment-list > p[slot="footer"]').count()).toBe(1);
  });

  it("logs a payment to its own event, without a request to any server", async () => {
    const stage = await openState("provider-dashboard");
    const form = await openForm(stage.locator("payment-list").nth(1));
    await typePayment(form, { patron: "Tom Okafor", amount: "1600", method: "Cash" });
    await pressLogPayment(form);
    await stage.getByText("Logged $1,600.00 from Tom Okafor.").waitFor();
    await stage.locator("payment-list").nth(1).getByText("Paid in full").waitFor();
    expect(await stage.locator(".total").allTextContents()).toEqual(["$1,125.00", "$2,400.00"]);
    const refreshed = stage.locator("payment-list").nth(1);
    await refreshed.evaluate((list) => (list as HTMLElement & { refresh(): void }).refresh());
    await expect.poll(() => refreshed.locator(".base").getAttribute("aria-busy")).toBe("false");
    expect(await stage.locator(".total").allTextContents()).toEqual(["$1,125.00", "$2,400.00"]);

    expect(asked.filter((path) => path.startsWith("/graphql") || path.startsWith("/api"))).toEqual([]);
    expect(asked).toContain("/payments.js");
  });
});

/** Amounts and dates without their direction marks. */
const readable = (text: string | null) =>
  (text ?? "").replace(/[\u200e\u200f\u061c\u2068\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ");

const boxOf = async (locator: Locator) => {
  const { x = 0, width = 0 } = (await locator.boundingBox()) ?? {};
  return { left: x, right: x + width };
};

describe.each([
  {
    language: "es-MX",
    direction: "ltr",
    words: "es",
    list: { id: "list-usual", total: "USD 1,125.00", amount: "USD 225.00", received: "9 jun 2026" },
    form: { id: "modal-form", amount: "675.00", sign: "USD" },
    starts: "lun, 15 de jun de 2026, 12:30 a.m. UTC",
  },
  {
    language: "ja-JP",
    direction: "ltr",
    words: "en",
    list: { id: "list-yen", total: "￥61,250", amount: "￥1,250", received: "2026/06/09" },
    form: { id: "modal-yen", amount: "118,750", sign: "￥" },
    starts: "2026年6月15日(月) 0:30 UTC",
  },
  {
    language: "ar",
    direction: "rtl",
    words: "en",
    list: { id: "list-dinars", total: "180.500 د.ك.", amount: "-1,250.125 د.ك.", received: "09/06/2026" },
    form: { id: "modal-dinars", amount: "359.500", sign: "د.ك." },
    starts: "الاثنين، 15 يونيو 2026، 12:30 ص UTC",
  },
])("in $language", ({ language, direction, words, list, form, starts }) => {
  const inLanguage = (id: string) => openState(id, `&lang=${language}`);
  const isMirrored = direction === "rtl";

  beforeEach(() => page.setViewportSize(WIDE));

  /** Screen readers and hyphenation depend on it. */
  async function expectLanguage(base: Locator): Promise<void> {
    await expect.poll(() => base.getAttribute("lang")).toBe(words);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await base.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
  }

  it("the list formats amounts and dates by the language, with the digits of the currency", async () => {
    const stage = await inLanguage(list.id);
    const entry = stage.getByRole("listitem").first();
    await entry.waitFor();
    expect(readable(await stage.locator(".total").textContent())).toBe(list.total);
    expect(readable(await entry.locator(".amount").textContent())).toBe(list.amount);
    expect(readable(await entry.locator("time").first().textContent())).toContain(list.received);
    await expectLanguage(stage.locator("payment-list .base"));

    const [patron, amount] = [await boxOf(entry.locator(".patron")), await boxOf(entry.locator(".amount"))];
    expect(amount.right < patron.left).toBe(isMirrored);
    expect(await stage.locator(".meter svg").evaluate((svg) => getComputedStyle(svg).transform)).toBe(
      isMirrored ? "matrix(-1, 0, 0, 1, 0, 0)" : "none",
    );
  });

  it("the form accepts and shows amounts in the same format, and mirrors", async () => {
    const stage = await inLanguage(form.id);
    const amount = stage.locator('[name="amount"]');
    await amount.waitFor();
    expect(await amount.inputValue()).toBe(form.amount);
    expect(readable(await stage.locator(".prefix").textContent())).toBe(form.sign);
    await expectLanguage(stage.locator("payment-modal .base"));

    expect((await boxOf(stage.locator(".close"))).left < (await boxOf(stage.locator("h2"))).left).toBe(
      isMirrored,
    );
    const day = stage.locator('[name="receivedOn"]');
    expect((await boxOf(amount)).left > (await boxOf(day)).left).toBe(isMirrored);
  });

  it("the crew's banner shows the time in the language, and mirrors", async () => {
    const stage = await inLanguage("state-clear");
    const banner = stage.locator(".banner");
    await banner.locator("time").waitFor();
    expect(readable(await banner.locator("time").textContent())).toBe(starts);
    await expectLanguage(stage.locator("payment-state .base"));
    const [frame, icon] = [await boxOf(banner), await boxOf(banner.locator("svg"))];
    expect(frame.right - icon.right < icon.left - frame.left).toBe(isMirrored);
  });
});

describe("on all of these pages", () => {
  it("nothing violates their policy", () => {
    expect(watch).toEqual({ violations: [], complaints: [] });
  });
});
