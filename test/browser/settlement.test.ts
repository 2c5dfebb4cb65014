import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/ask-server.ts";
import { chosen } from "../support/chosen.ts";
import { readCsv } from "../support/csv-reader.ts";
import { putLegacyRow } from "../support/legacy-rows.ts";
import { hasHorizontalScroll, isCutOff, violationsOn } from "../support/page-checks.ts";
import {
  cardOf,
  type Dispatch,
  logPayment,
  minorUnitsOn,
  RECORDER,
  RIVERA,
  signIn,
  startDispatch,
  totalOn,
  watchOperation,
} from "../support/page-driver.ts";
import { watchPolicy } from "../support/policy-watch.ts";
import { countPages, watchPrinter } from "../support/print-watch.ts";
import { logWithoutMails, openServerTable } from "../support/server-table.ts";

let dispatch: Dispatch;
let page: Page;
/** Events of the demonstration data: no payment yet; only legacy rows; one payment. */
let events: Record<"harbor" | "wedding" | "family", string>;

beforeAll(async () => {
  dispatch = await startDispatch();
  const { events: all } = await (await fetch(`${dispatch.url}/api/events`)).json();
  const idOf = (title: string) => all.find((event: { title: string }) => event.title.startsWith(title)).id;
  events = { harbor: idOf("Harbor"), wedding: idOf("Okafor wedding"), family: idOf("Rivera family") };
  page = await dispatch.openSignedIn();
});

afterAll(() => dispatch.stop());

const TERMS = "mutation ($input: SetEventTermsInput!) { setEventTerms(input: $input) { __typename } }";
const LOG = "mutation ($input: LogPaymentInput!) { logPayment(input: $input) { __typename } }";

const settlementButton = (card: Locator) => card.locator("[part=settlement-button]");
const dialog = (on: Page) => on.getByRole("dialog", { name: "Settlement" });

async function openSheet(on: Page, eventId: string): Promise<Locator> {
  await settlementButton(cardOf(on, eventId)).click();
  const sheet = dialog(on).locator("[part=sheet]");
  await sheet.waitFor();
  return sheet;
}

async function closeSheet(on: Page): Promise<void> {
  await dialog(on).getByRole("button", { name: "Close" }).last().click();
  await dialog(on).waitFor({ state: "hidden" });
}

/** Texts of the parts of a sheet, with single spaces. */
async function textsOf(parts: Locator): Promise<string[]> {
  return (await parts.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

/** The cells of a table without its head. */
function cellsOf(table: Locator): Promise<string[][]> {
  return table
    .locator("tbody tr, tfoot tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) =>
          (cell.textContent ?? "").replace(/\s+/g, " ").trim(),
        ),
      ),
    );
}

/** Performs an action on the newest entry of a patron, as an admin does. */
async function act(
  card: Locator,
  patron: string,
  { action, fields, confirm }: { action: string; fields: Record<string, string>; confirm: string },
): Promise<void> {
  await card
    .getByRole("button", { name: new RegExp(`^More about .* from ${patron}`) })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: /This entry|Void|Refund|Correct/ });
  await form.getByRole("button", { name: new RegExp(`^${action}`) }).click();
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label).fill(text);
  await form.getByRole("button", { name: confirm }).click();
  await form.waitFor({ state: "hidden" });
}

describe("the sheet of an event with payments, a void, a correction and a refund", () => {
  const TOM = "Tom \u202eOkafor";
  let sheet: Locator;

  beforeAll(async () => {
    const eventId = events.harbor;
    const card = cardOf(page, eventId);
    await ask(dispatch, TERMS, { input: { eventId, agreedTotal: "1000", deposit: "300" } });
    await logPayment(card, { patron: "Maya Rivera", amount: "200", method: "Cash" });
    await logPayment(card, { patron: TOM, amount: "300", method: "Zelle", reference: "ZL-77" });
    await logPayment(card, {
      patron: "Ines Duarte",
      amount: "120",
      method: "Check",
      reference: "1042",
      receivedOn: "2025-06-14",
    });
    await act(card, "Ines Duarte", {
      action: "Correct",
      fields: { "Amount in": "100", Why: "Misheard" },
      confirm: "Save the correction",
    });
    await logPayment(card, { patron: "Void Me", amount: "50", method: "Cash" });
    await act(card, "Void Me", { action: "Void", fields: { Why: "Typed twice" }, confirm: "Void it" });
    await act(card, "Tom", {
      action: "Refund",
      fields: { "Amount given back": "80", Why: "Left early" },
      confirm: "Log the refund",
    });
    // Some are folded into the history of others.
    await card.locator('.mail[data-status="SENT"]').nth(7).waitFor({ state: "attached" });
    sheet = await openSheet(page, eventId);
  });

  it("shows the event, when the sheet was made and by whom", async () => {
    expect(await dialog(page).locator("[part=event-title]").textContent()).toBe(
      "Harbor tour for the Duarte family",
    );
    expect((await textsOf(sheet.locator("[part=date]")))[0]).toMatch(
      /^\w+ \d+, \d{4}, \d+:\d\d [AP]M P[SD]T$/,
    );
    expect((await textsOf(sheet.locator("[part=drawn-up]")))[0]).toMatch(
      new RegExp(`^Drawn up \\w+ \\d+, \\d{4}, \\d+:\\d\\d [AP]M P[SD]T by ${RECORDER}$`),
    );
  });

  it("shows the exact figures", async () => {
    expect(await textsOf(sheet.locator("[part=figures] > div"))).toEqual([
      "Agreed total $1,000.00",
      "Deposit $300.00",
      "Total collected $520.00",
      "Balance due $480.00",
      "State Deposit received",
    ]);
    expect(await cellsOf(sheet.locator("[part=methods]"))).toEqual([
      ["Zelle", "1", "$220.00"],
      ["Cash", "1", "$200.00"],
      ["Check", "1", "$100.00"],
      ["Total collected", "3", "$520.00"],
    ]);
  });

  it("lists the entries, the oldest first, and marks in words those that are no longer active", async () => {
    const rows = await cellsOf(sheet.locator("[part=entries] table"));
    expect(rows.map(([number, , ...rest]) => [number, ...rest])).toEqual([
      ["2", "Maya Rivera", "Cash", "$200.00"],
      ["3", `${TOM} Partly refunded`, "Zelle ZL-77", "$300.00"],
      ["4", "Ines Duarte Corrected", "Check 1042", "$120.00"],
      ["5", "Ines Duarte Void", "Check 1042", "-$120.00"],
      ["6", "Ines Duarte", "Check 1042", "$100.00"],
      ["7", "Void Me Voided", "Cash", "$50.00"],
      ["8", "Void Me Void", "Cash", "-$50.00"],
      ["9", `${TOM} Refund`, "Zelle", "-$80.00"],
    ]);
    for (const [, received] of rows) expect(received).toMatch(/^\w+ \d+, \d{4}$/);
    expect(rows[2]?.[1]).toBe("Jun 14, 2025");
    expect(await sheet.locator("[part=entries] s").allTextContents()).toEqual(["$120.00", "$50.00"]);
    const typed = sheet.locator("[part=entries] bdi");
    expect(await typed.filter({ hasText: "Okafor" }).first().textContent()).toBe(TOM);
    const scopes = sheet.locator("[part=entries] thead th");
    expect(await scopes.evaluateAll((heads) => heads.map((head) => head.getAttribute("scope")))).toEqual(
      Array(5).fill("col"),
    );
  });

  it("shows the reason of each void and refund, and by whom", async () => {
    const reversals = await textsOf(sheet.locator("[part=reversals] li"));
    expect(reversals.map((line) => line.replace(/Logged .* [AP]M P[SD]T/, "Logged"))).toEqual([
      `No. 5 Void of No. 4 Ines Duarte -$120.00 Reason: Misheard Logged by ${RECORDER}`,
      `No. 8 Void of No. 7 Void Me -$50.00 Reason: Typed twice Logged by ${RECORDER}`,
      `No. 9 Refund of No. 3 ${TOM} -$80.00 Reason: Left early Logged by ${RECORDER}`,
    ]);
  });

  it("shows what was logged late, names the ledger, and has lines to sign on", async () => {
    const late = await textsOf(sheet.locator("[part=late] li"));
    expect(late).toHaveLength(2);
    expect(late[0]).toMatch(/^No\. 4 Received Jun 14, 2025 Logged .* by Ines Duarte$/);
    const [head] = await textsOf(sheet.locator("[part=ledger-head]"));
    expect(head).toMatch(/^Ledger head after No\. 9(?: [0-9a-f]{4}){16}$/);
    expect(await textsOf(sheet.locator("[part=signatures] p"))).toEqual(["Handed over by", "Received by"]);
  });

  it("leaves out empty sections", async () => {
    for (const part of ["unadopted", "adopted", "mails", "limit"])
      expect(await sheet.locator(`[part=${part}]`).count()).toBe(0);
    await closeSheet(page);
  });

  it("shows new entries when it is opened again, and returns the focus", async () => {
    const card = cardOf(page, events.harbor);
    await logPayment(card, { patron: "Maya Rivera", amount: "500", method: "Cash" });
    await settlementButton(card).focus();
    await page.keyboard.press("Enter");
    await sheet.waitFor();
    expect(await textsOf(sheet.locator("[part=figures] > div"))).toEqual([
      "Agreed total $1,000.00",
      "Deposit $300.00",
      "Total collected $1,020.00",
      "Credit $20.00",
      "State Paid in full",
    ]);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    expect(await settlementButton(card).evaluate((button) => button.matches(":focus"))).toBe(true);
  });
});

describe("the sheet warns", () => {
  it("of mails that were not sent, and why", async () => {
    const sheet = await openSheet(page, RIVERA.eventId);
    expect(await textsOf(sheet.locator("[part=mails]"))).toEqual([
      "Mails to the admin that were not sent Mail off: It is part of the demo data. No. 2, 3",
    ]);
    expect(await sheet.locator("[part=mails][data-warning]").count()).toBe(1);
    for (const part of ["reversals", "late", "adopted", "unadopted"])
      expect(await sheet.locator(`[part=${part}]`).count()).toBe(0);
    await closeSheet(page);
  });

  it("of rows that are not counted, beside those that were adopted", async () => {
    const eventId = events.wedding;
    await logPayment(cardOf(page, eventId), { patron: "Maya Rivera", amount: "10", method: "Cash" });
    await putLegacyRow(await openServerTable(dispatch), { eventId, amount: "75.25", patron: "Tom Okafor" });
    const sheet = await openSheet(page, eventId);
    const unadopted = sheet.locator("[part=unadopted][data-warning]");
    expect((await textsOf(unadopted))[0]).toBe(
      "Not in the ledger These rows of the earlier tool are counted nowhere, in no total of this sheet. " +
        "Tom Okafor Received May 1, 2025 $75.25",
    );
    expect(await textsOf(sheet.locator("[part=adopted]"))).toEqual(["From the earlier tool No. 1, 2, 3"]);
    expect(await textsOf(sheet.locator("[part=figures] > div"))).toEqual([
      "Agreed total Not set",
      "Total collected $1,615.50",
      "State Terms not set",
    ]);
    await closeSheet(page);
  });
});

describe("a sheet that cannot be loaded", () => {
  it("shows an error, and is loaded by another try", async () => {
    await page.route("**/graphql", (route) => route.abort());
    await settlementButton(cardOf(page, RIVERA.eventId)).click();
    await dialog(page)
      .getByRole("alert")
      .getByText("The settlement could not be loaded. No answer")
      .waitFor();
    expect(await dialog(page).getByRole("button", { name: "Print" }).count()).toBe(0);
    await page.unroute("**/graphql");
    await dialog(page).getByRole("button", { name: "Try again" }).click();
    await dialog(page).locator("[part=sheet]").waitFor();
    await closeSheet(page);
  });

  it("shows no sheet if the server no longer knows the event", async () => {
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("Settlement")) return route.fallback();
      const response = await route.fetch();
      const { data } = await response.json();
      return route.fulfill({ response, json: { data: { ...data, eventSettlement: null } } });
    });
    await settlementButton(cardOf(page, RIVERA.eventId)).click();
    await dialog(page).getByText("This event is not known here").waitFor();
    await page.unroute("**/graphql");
    await closeSheet(page);
  });
});

describe("a sheet of many entries", () => {
  it("is printed on one page, Letter or A4, black on white, without the page around it", async () => {
    const eventId = events.family;
    for (let logged = 1; logged < 25; logged += 1) {
      const input = { eventId, patron: "Maya Rivera-Montenegro", amount: `${logged}.50`, method: "CHECK" };
      await ask(dispatch, LOG, {
        input: { ...input, reference: `CHK-${1000 + logged}`, allowDuplicate: true },
      });
    }
    const office = await dispatch.openPage({ path: "/health", colorScheme: "dark" });
    const policy = await watchPolicy(office);
    const printed = await watchPrinter(office);
    await office.goto(dispatch.url);
    await signIn(office, dispatch);
    const sheet = await openSheet(office, eventId);
    const dark = await sheet.evaluate((element) => getComputedStyle(element).color);
    await dialog(office).getByRole("button", { name: "Print" }).click();
    await expect.poll(async () => (await printed()).length).toBe(1);
    const [paper] = await printed();
    if (!paper) throw new Error("Nothing was printed.");

    expect(paper).toMatchObject({
      isFrame: true,
      lang: "en",
      title: "Settlement of Rivera family morning sail",
      colors: { text: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)" },
    });
    expect(dark).not.toBe("rgb(0, 0, 0)");
    expect(paper.html).toContain("CHK-1024");
    expect(paper.html).toContain("Handed over by");
    expect(paper.html).not.toMatch(/Dispatch|Log payment|Sign out|<button|<dialog|<script|<style|style=/);
    const copy = await office.context().newPage();
    await copy.setContent(paper.html);
    expect(await copy.locator("body > *").count()).toBe(1);
    expect(await copy.locator("[part=entries] tbody tr").count()).toBe(25);
    expect(await copy.locator("h2").textContent()).toBe("Rivera family morning sail");
    expect(await countPages(office, paper, "Letter")).toBe(1);
    expect(await countPages(office, paper, "A4")).toBe(1);

    expect(await office.locator("iframe").count()).toBe(0);
    await dialog(office).getByRole("button", { name: "Print" }).click();
    await expect.poll(async () => (await printed()).length).toBe(2);
    expect(policy).toEqual({ violations: [], complaints: [] });
    await office.context().close();
  });

  it("shows the first hundred, says so, and covers all in its totals", async () => {
    const eventId = events.family;
    const dollar = { eventId, patron: "Maya Rivera", amount: "1", method: "CASH", allowDuplicate: true };
    await logWithoutMails(dispatch, Array(103 - 25).fill(dollar));
    const sheet = await openSheet(page, eventId);
    expect(await textsOf(sheet.locator("[part=limit]"))).toEqual([
      "The first 100 entries; the totals cover all.",
    ]);
    expect(await sheet.locator("[part=entries] tbody tr").count()).toBe(100);
    const [total] = (await cellsOf(sheet.locator("[part=methods]"))).slice(-1);
    // 180.00, 24 checks of 1.50 to 24.50, and 78 times a dollar.
    expect(total).toEqual(["Total collected", "103", "$570.00"]);
    await closeSheet(page);
  });
});

const screens: Record<string, BrowserContextOptions> = {
  "a very small phone": { viewport: { width: 320, height: 568 } },
  "a phone": { viewport: { width: 390, height: 844 } },
  "a desk in the dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

describe.each(chosen(Object.entries(screens)))("on %s", (_name, options) => {
  let looking: Page;

  beforeAll(async () => {
    looking = await dispatch.openSignedIn(options);
  });

  afterAll(() => looking.context().close());

  it("the sheet has no violations, and its touch targets are large enough", async () => {
    for (const eventId of [events.harbor, events.wedding]) {
      await openSheet(looking, eventId);
      expect(await violationsOn(looking)).toEqual([]);
      expect(await hasHorizontalScroll(looking)).toBe(false);
      expect(await isCutOff(looking)).toBe(false);
      const heights = await looking
        .locator("payment-settlement button")
        .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).offsetHeight));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
      await closeSheet(looking);
    }
  });

  it("the table stays a table for screen readers", async () => {
    await openSheet(looking, events.harbor);
    const table = looking.getByRole("table", { name: "Entries" });
    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      ...["No.", "Received", "Patron", "Method and reference", "Amount"],
    ]);
    expect(await table.getByRole("row").count()).toBe(10);
  });
});

describe("an event", () => {
  it("has no sheet before its first entry, and loads none before it is opened", async () => {
    const fresh = await dispatch.openPage({ path: "/health" });
    const asked = watchOperation(fresh, "Settlement");
    const parts: string[] = [];
    fresh.on("request", (request) => parts.push(request.url()));
    await fresh.goto(dispatch.url);
    await signIn(fresh, dispatch);
    await totalOn(cardOf(fresh, RIVERA.eventId)).waitFor();
    expect(parts.filter((url) => /payment-(settlement|terms)-/.test(url))).toEqual([]);
    expect(asked).toHaveLength(0);
    const cards = fresh.locator("[data-event-id]").filter({ hasText: "No payments yet." });
    expect(await cards.count()).toBeGreaterThan(0);
    expect(await settlementButton(cards).count()).toBe(0);
    await fresh.context().close();
  });
});

describe("the CSV of an event", () => {
  it("is saved as a file with its entries, loaded with the credential of the sign-in", async () => {
    const sheet = await openSheet(page, RIVERA.eventId);
    const saving = page.waitForEvent("download");
    await dialog(page).getByRole("button", { name: "CSV" }).click();
    const download = await saving;
    const text = await readFile(await download.path(), "utf8");
    const [header = [], ...rows] = readCsv(text.slice(1));

    expect(download.suggestedFilename()).toBe("payments.csv");
    const amounts = rows.map((row) => BigInt(row[header.indexOf("minor_units")] ?? ""));
    expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(
      BigInt(await minorUnitsOn(cardOf(page, RIVERA.eventId))),
    );
    expect(rows).toHaveLength(await sheet.locator("[part=entries] tbody tr").count());
    await closeSheet(page);
  });

  it("shows why it cannot be loaded", async () => {
    await openSheet(page, RIVERA.eventId);
    await page.route("**/export.csv?*", (route) =>
      route.fulfill({ status: 422, json: { message: "Too many rows." } }),
    );
    await dialog(page).getByRole("button", { name: "CSV" }).click();

    await page.getByText("The CSV could not be fetched. Too many rows.").waitFor();
    await page.unroute("**/export.csv?*");
    await closeSheet(page);
  });
});
