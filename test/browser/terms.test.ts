import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { logOnServer } from "../support/ask-server.ts";
import { chosen } from "../support/chosen.ts";
import { hasHorizontalScroll, isCutOff, violationsOn } from "../support/look.ts";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  loseNextAnswer,
  RIVERA,
  startDispatch,
  totalOn,
  variablesOf,
  watchOperation,
} from "../support/page-driver.ts";
import { openServerKeys } from "../support/server-keys.ts";

let dispatch: Dispatch;
let page: Page;
let card: Locator;
/** An event of the demonstration data for which nothing is agreed yet, and for which nothing was paid. */
let harbor: string;

beforeAll(async () => {
  dispatch = await startDispatch();
  const { events } = await (await fetch(`${dispatch.url}/api/events`)).json();
  harbor = events.find(({ title }: { title: string }) => title.startsWith("Harbor tour")).id;
  page = await dispatch.openSignedIn();
});

afterAll(() => dispatch.stop());

beforeEach(() => {
  card = cardOf(page, RIVERA.eventId);
});

const termsButton = (on: Locator) => on.locator("[part=terms-button]");
const dialog = (on = page) => on.getByRole("dialog", { name: /Set terms|Edit terms/ });
const totalIn = (form: Locator) => form.getByLabel("Agreed total");
const depositIn = (form: Locator) => form.getByLabel("Deposit");
const save = (form: Locator) => form.getByRole("button", { name: "Save terms" }).click();

async function openTerms(on: Locator): Promise<Locator> {
  await termsButton(on).click();
  const form = dialog(on.page());
  await totalIn(form).waitFor();
  return form;
}

/** The fields as they are when the dialog is opened, which is what the list knows. */
async function shownTerms(on: Locator): Promise<string[]> {
  const form = await openTerms(on);
  const shown = [await totalIn(form).inputValue(), await depositIn(form).inputValue()];
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "hidden" });
  return shown;
}

/** Sets terms, and waits until they are. */
async function setTerms(on: Locator, total: string, deposit: string): Promise<void> {
  const form = await openTerms(on);
  await totalIn(form).fill(total);
  await depositIn(form).fill(deposit);
  await save(form);
  await form.waitFor({ state: "hidden" });
}

describe("an admin", () => {
  it("sets terms where there are none, and the list draws them from the answer", async () => {
    card = cardOf(page, harbor);
    expect(await termsButton(card).textContent()).toContain("Set terms");
    const form = await openTerms(card);
    await form.getByText("The crew may depart only when the agreed total is covered.").waitFor();
    expect(await totalIn(form).evaluate((field) => field.matches(":focus"))).toBe(true);
    const told = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener("payment-terms-set", ({ detail }) => resolve(detail), { once: true });
        }),
    );
    const reads = watchOperation(page, "Dashboard");
    await totalIn(form).fill("1,540");
    await depositIn(form).fill("200.5");
    await save(form);

    await page.getByText("Terms set: $1,540.00 in all, $200.50 as a deposit.").waitFor();
    expect(await form.isVisible()).toBe(false);
    expect(await told).toMatchObject({
      event: {
        id: harbor,
        agreedTotal: { amount: "1540.00" },
        deposit: { amount: "200.50" },
        balanceDue: { amount: "1540.00" },
        paymentState: "TENTATIVE",
      },
    });
    expect(await termsButton(card).textContent()).toContain("Edit terms");
    expect(await shownTerms(card)).toEqual(["1,540.00", "200.50"]);
    expect(reads).toHaveLength(0);
  });

  it("changes the total, and leaves the deposit out", async () => {
    const sent = watchOperation(page, "SetEventTerms");
    const form = await openTerms(card);
    expect(await totalIn(form).inputValue()).toBe("900.00");
    expect(await depositIn(form).inputValue()).toBe("300.00");
    await totalIn(form).fill("950");
    await depositIn(form).fill("");
    await save(form);

    await page.getByText("Terms set: $950.00 in all.", { exact: true }).waitFor();
    expect(sent.map(variablesOf)).toEqual([{ input: { eventId: RIVERA.eventId, agreedTotal: "950.00" } }]);
    expect(await shownTerms(card)).toEqual(["950.00", ""]);
  });

  it("may agree on zero", async () => {
    await setTerms(card, "0", "0");
    await page.getByText("Terms set: $0.00 in all.", { exact: true }).waitFor();
    expect(await shownTerms(card)).toEqual(["0.00", ""]);
  });

  it.each([
    ["a deposit above the total", ["500", "500.01"], "deposit", "Enter no more than the agreed total."],
    ["what is no number", ["a lot", ""], "agreedTotal", "Enter the amount as a number, such as 125.50."],
    ["too many digits", ["500", "1.005"], "deposit", "USD has 2 decimals: enter no more."],
    ["too large a number", ["12345678901", ""], "agreedTotal", "Enter at most 10 digits before the point."],
    ["less than zero", ["-1", ""], "agreedTotal", "Enter zero or more."],
    ["nothing", [" ", "100"], "agreedTotal", "Enter what the event costs in all."],
  ])("is told at the field of %s, and nothing is sent", async (_what, [total, deposit], name, sentence) => {
    const sent = watchOperation(page, "SetEventTerms");
    const form = await openTerms(card);
    await totalIn(form).fill(total ?? "");
    await depositIn(form).fill(deposit ?? "");
    await save(form);

    const field = form.locator(`[name="${name}"]`);
    await form.getByText(sentence, { exact: true }).waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await form.locator('[aria-invalid="true"]').count()).toBe(1);
    await expect.poll(() => field.evaluate((element) => element.matches(":focus"))).toBe(true);
    // Read out with the field.
    const described = await field.getAttribute("aria-describedby");
    expect(await form.locator(`[id="${described}"]`).textContent()).toBe(sentence);
    await field.fill("1");
    expect(await form.getByText(sentence, { exact: true }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(sent).toHaveLength(0);
  });

  it("is told at the field what only the server sees", async () => {
    await page.route("**/graphql", (route) => {
      const body = route.request().postData() ?? "";
      return route.continue({ postData: body.replace('"deposit":"10.00"', '"deposit":"99999.00"') });
    });
    const form = await openTerms(card);
    await totalIn(form).fill("500");
    await depositIn(form).fill("10");
    await save(form);

    await form.locator("[data-field=deposit]").getByText("The deposit exceeds the agreed total.").waitFor();
    await expect.poll(() => depositIn(form).evaluate((field) => field.matches(":focus"))).toBe(true);
    await page.unroute("**/graphql");
    await page.keyboard.press("Escape");
  });

  it("whose answer was lost finds what was typed, and tries again", async () => {
    const sent = watchOperation(page, "SetEventTerms");
    await loseNextAnswer(page, "SetEventTerms");
    const form = await openTerms(card);
    await totalIn(form).fill("700");
    await depositIn(form).fill("70");
    await save(form);
    await form.getByRole("alert").getByText("the same terms twice are the same").waitFor();
    expect(await totalIn(form).inputValue()).toBe("700.00");
    expect(await depositIn(form).inputValue()).toBe("70.00");
    await save(form);

    await page.getByText("Terms set: $700.00 in all, $70.00 as a deposit.").waitFor();
    expect(sent).toHaveLength(2);
    expect(await shownTerms(card)).toEqual(["700.00", "70.00"]);
    await page.unroute("**/graphql");
  });

  it("whose answer was lost, and who gives up, is shown what came of it", async () => {
    await loseNextAnswer(page, "SetEventTerms");
    const form = await openTerms(card);
    await totalIn(form).fill("800");
    await save(form);
    await form.getByRole("alert").getByText("Nothing you typed is lost").waitFor();
    const answer = page.waitForResponse(
      (response) => response.request().postData()?.includes("Dashboard") ?? false,
    );
    await form.getByRole("button", { name: "Cancel" }).click();
    await answer;

    await expect.poll(() => shownTerms(card)).toEqual(["800.00", "70.00"]);
    await page.unroute("**/graphql");
  });

  it("sees what others have logged meanwhile beside the new terms", async () => {
    await logOnServer(dispatch, { eventId: RIVERA.eventId, amount: "21", patron: "Logged Elsewhere" });
    await setTerms(card, "900", "300");

    await entriesOn(card).filter({ hasText: "Logged Elsewhere" }).waitFor();
    expect(await totalOn(card).textContent()).toBe("$571.00");
  });

  it("sends once, however often the button is pressed", async () => {
    const sent = watchOperation(page, "SetEventTerms");
    const form = await openTerms(card);
    await totalIn(form).fill("910");
    await form.getByRole("button", { name: "Save terms" }).dblclick();
    await form.waitFor({ state: "hidden" });
    expect(sent).toHaveLength(1);
  });

  it("needs nothing but the keyboard, and the focus comes back to the button", async () => {
    const isFocused = () => termsButton(card).evaluate((button) => button.matches(":focus"));
    await termsButton(card).focus();
    await page.keyboard.press("Enter");
    await totalIn(dialog()).waitFor();
    await page.keyboard.type("620");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("62");
    await page.keyboard.press("Enter");
    await page.getByText("Terms set: $620.00 in all, $62.00 as a deposit.").waitFor();
    await expect.poll(isFocused).toBe(true);

    await page.keyboard.press("Enter");
    await totalIn(dialog()).waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "hidden" });
    expect(await isFocused()).toBe(true);
  });

  it("is told when the dialog cannot be loaded", async () => {
    const other = await dispatch.openSignedIn();
    await other.route("**/payments-payment-terms-*", (route) => route.abort());
    await termsButton(cardOf(other, harbor)).click();
    await cardOf(other, harbor).getByText("This part of the page could not be loaded.").waitFor();
    await other.context().close();
  });
});

describe("somebody whose key only reads", () => {
  it("is not offered to set terms", async () => {
    const { key } = await (await openServerKeys(dispatch)).make(["PAYMENTS_READ"]);
    const reader = await dispatch.openPage();
    await reader.evaluate((token) => {
      Object.assign(document.querySelector("payment-provider") ?? {}, { getToken: () => token });
    }, key);
    await totalOn(cardOf(reader, RIVERA.eventId)).waitFor();

    expect(await termsButton(reader.locator("body")).count()).toBe(0);
    expect(await cardOf(reader, RIVERA.eventId).locator("[part=settlement-button]").count()).toBe(1);
    expect(await cardOf(reader, harbor).locator("[part=settlement-button]").count()).toBe(0);
    await reader.context().close();
  });
});

const screens: Record<string, BrowserContextOptions> = {
  "a very small phone": { viewport: { width: 320, height: 568 } },
  "a phone": { viewport: { width: 390, height: 844 } },
  "a desk in the dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

describe.each(chosen(Object.entries(screens)))("on %s", (_name, options) => {
  it("the dialog is without faults, and its controls can be hit", async () => {
    const looking = await dispatch.openSignedIn(options);
    const form = await openTerms(cardOf(looking, RIVERA.eventId));
    expect(await violationsOn(looking)).toEqual([]);
    await depositIn(form).fill("99999");
    await save(form);
    await form.getByText("Enter no more than").waitFor();
    expect(await violationsOn(looking)).toEqual([]);
    expect(await hasHorizontalScroll(looking)).toBe(false);
    expect(await isCutOff(looking)).toBe(false);
    const heights = await looking
      .locator("payment-terms button, payment-terms .control, payment-list .tool")
      .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).offsetHeight));
    expect(Math.min(...heights.filter(Boolean))).toBeGreaterThanOrEqual(44);
    await looking.context().close();
  });
});
