import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  openForm,
  pressLogPayment,
  RIVERA,
  signIn,
  startDispatch,
  totalOn,
  typePayment,
  variablesOf,
  watchOperation,
} from "../support/page-driver.ts";
import { logWithoutMails } from "../support/server-table.ts";

let dispatch: Dispatch;
/** Signed in. A test that uses it loads it first. */
let shared: Page;

beforeAll(async () => {
  dispatch = await startDispatch();
  shared = await dispatch.openSignedIn();
});

beforeEach(() => shared.unrouteAll());

afterAll(() => dispatch.stop());

/** Logs payments of as many dollars, as another person does. While a mail is pending, the list would refresh itself. */
async function logElsewhere(eventId: string, { from, to }: { from: number; to: number }): Promise<void> {
  const dollars = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const paymentOf = (at: number) => ({ eventId, patron: `Patron ${at}`, amount: `${at}`, method: "CASH" });
  await logWithoutMails(dispatch, dollars.map(paymentOf));
}

async function showManyCards(page: Page, count: number): Promise<string[]> {
  const ids = [RIVERA.eventId, ...Array.from({ length: count - 1 }, (_, index) => `nobody-knows-${index}`)];
  const events = ids.map((id) => ({ id, title: id, startsAt: null, status: "pending", crew: [] }));
  await page.route("**/api/events", (route) => route.fulfill({ json: { timeZone: "UTC", events } }));
  return ids;
}

describe("a page with many cards", () => {
  it("loads all of them in one request", async () => {
    const ids = await showManyCards(shared, 80);
    const reads = watchOperation(shared, "Dashboard");
    await shared.reload();
    await totalOn(cardOf(shared, RIVERA.eventId)).waitFor();
    await expect.poll(() => shared.getByText("This event is not known here").count()).toBe(79);
    expect(reads.map(variablesOf)).toEqual([{ ids }]);
  });
});

describe("a visitor who is not signed in", () => {
  it("sees the events, and a sentence about signing in for the payments", async () => {
    const page = await dispatch.openPage();
    const card = cardOf(page, RIVERA.eventId);
    await card.getByText("Sign in to see payments.").waitFor();
    expect(await card.getByRole("heading").textContent()).toBe(RIVERA.title);
    expect(await card.getByRole("button", { name: "Log payment" }).count()).toBe(0);
    await signIn(page, dispatch);
    await expect.poll(() => totalOn(card).textContent()).toBe("$550.00");
    await page.getByRole("button", { name: "Sign out" }).click();
    await card.getByText("Sign in to see payments.").waitFor();
    expect(await card.getByText("$550.00").count()).toBe(0);
    await page.context().close();
  });

  it("sees that the password is wrong", async () => {
    const page = await dispatch.openPage();
    await page.getByRole("button", { name: "Sign in" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in" });
    await dialog.getByLabel("Your name").fill("Tom Okafor");
    await dialog.getByLabel("Password").fill("not the password");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect.poll(() => dialog.getByRole("alert").textContent()).not.toBe("");
    await page.context().close();
  });
});

describe("a sign-in that expires during typing", () => {
  it("loses nothing: after signing in again the form is unchanged, and the payment is logged once", async () => {
    const page = await dispatch.openSignedIn();
    const card = cardOf(page, RIVERA.eventId);
    const form = await openForm(card);
    await typePayment(form, { patron: "Ines Duarte", amount: "31", method: "Cash" });
    await page.route("**/graphql", (route) => route.fulfill({ status: 401, body: "" }), { times: 1 });
    await pressLogPayment(form);
    await form.getByRole("alert").getByText("You are not signed in").waitFor();
    expect(await form.getByLabel("Amount").inputValue()).toBe("31.00");
    await form.getByRole("button", { name: "Cancel" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in" });
    await dialog.getByText("Your sign-in has ended.").waitFor();
    await dialog.getByLabel("Password").fill(dispatch.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await openForm(card);
    expect(await form.getByLabel("Amount").inputValue()).toBe("31.00");
    await pressLogPayment(form);
    await form.waitFor({ state: "hidden" });
    expect(await entriesOn(card).filter({ hasText: "$31.00" }).count()).toBe(1);
    await page.context().close();
  });
});

describe("a card whose payments cannot be fetched", () => {
  it("shows an error, and the payments after another try", async () => {
    await shared.route("**/graphql", (route) => route.abort());
    await shared.reload();
    const card = cardOf(shared, RIVERA.eventId);
    await card.getByText("Payments could not be loaded.").waitFor();
    await shared.unroute("**/graphql");
    await card.getByRole("button", { name: "Try again" }).click();
    await totalOn(card).waitFor();
  });

  it("shows the request id when the server failed", async () => {
    const extensions = { code: "INTERNAL_SERVER_ERROR", requestId: "request-4711" };
    const json = { data: null, errors: [{ message: "Unexpected error.", extensions }] };
    await shared.route("**/graphql", (route) => route.fulfill({ status: 500, json }));
    await shared.reload();
    await cardOf(shared, RIVERA.eventId).getByText("request-4711").waitFor();
  });
});

describe("a long ledger", () => {
  it("is loaded 20 entries at a time, each of them once, even if it grows meanwhile", async () => {
    await shared.reload();
    const card = shared.getByRole("article").filter({ hasText: "Okafor birthday charter" });
    const eventId = (await card.getAttribute("data-event-id")) ?? "";
    await card.getByText("No payments yet.").waitFor();
    await logElsewhere(eventId, { from: 1, to: 43 });
    await shared.reload();
    await expect.poll(() => entriesOn(card).count()).toBe(20);
    await logElsewhere(eventId, { from: 44, to: 45 });
    await card.getByRole("button", { name: "Load more" }).click();
    await expect.poll(() => entriesOn(card).count()).toBe(40);
    await card.getByRole("button", { name: "Load more" }).click();
    await expect.poll(() => entriesOn(card).count()).toBe(43);
    expect(await card.getByRole("button", { name: "Load more" }).count()).toBe(0);
    const patrons = await entriesOn(card).locator(".patron").allTextContents();
    expect(patrons).toEqual(Array.from({ length: 43 }, (_, index) => `Patron ${43 - index}`));
  });
});

describe("legacy rows", () => {
  it("are shown with the known fields", async () => {
    await shared.reload();
    const card = shared.getByRole("article").filter({ hasText: "Okafor wedding day sail" });
    await expect.poll(() => totalOn(card).textContent()).toBe("$1,605.50");
    const entry = entriesOn(card).filter({ hasText: "$1,125.50" });
    for (const text of ["Tom Okafor", "Method not noted", "Balance"])
      expect(await entry.textContent()).toContain(text);
  });
});
