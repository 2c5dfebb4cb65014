import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  loseNextAnswer,
  minorUnitsOn,
  openForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  typePayment,
  variablesOf,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let page: Page;
let before: number;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

beforeEach(async () => {
  await page?.context().close();
  page = await dispatch.openSignedIn();
  before = await minorUnitsOn(card());
});

const card = () => cardOf(page, RIVERA.eventId);

const rise = async () => (await minorUnitsOn(card())) - before;

/** A payment unlike those of the other tests, or the server would warn. */
const aPayment = (amount: string) => ({ patron: "Tom Okafor", amount, method: "Cash" });

describe("a payment whose response is lost", () => {
  it("is sent again automatically, and logged once", async () => {
    const mutations = watchOperation(page, "LogPayment");
    await loseNextAnswer(page, "LogPayment");
    await logPayment(card(), aPayment("80.25"));
    await page.getByText("Sent and logged: $80.25 from Tom Okafor.").waitFor();

    expect(mutations).toHaveLength(2);
    const [first, second] = mutations.map(variablesOf);
    expect(second).toEqual(first);
    await expect.poll(rise).toBe(8_025);
    await page.reload();
    await expect.poll(rise).toBe(8_025);
    expect(await entriesOn(card()).filter({ hasText: "$80.25" }).count()).toBe(1);
  });
});

describe("a payment that fails repeatedly", () => {
  it("is tried again after a while, without any action", async () => {
    const mutations = watchOperation(page, "LogPayment");
    await page.route("**/graphql", (route) =>
      route.request().postData()?.includes("LogPayment.") && mutations.length < 3
        ? route.abort()
        : route.fallback(),
    );
    await logPayment(card(), aPayment("86.25"));
    await expect.poll(rise, { timeout: 40_000 }).toBe(8_625);
    expect(mutations).toHaveLength(3);
    expect(new Set(mutations.map((request) => JSON.stringify(variablesOf(request)))).size).toBe(1);
  });
});

describe("a payment whose response is lost in a browser without storage", () => {
  beforeEach(async () => {
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await page.reload();
    before = await minorUnitsOn(card());
  });

  it("stays in the form, and is logged once when the button is pressed again", async () => {
    const mutations = watchOperation(page, "LogPayment");
    await loseNextAnswer(page, "LogPayment");
    const form = await openForm(card());
    await typePayment(form, aPayment("180.25"));
    await pressLogPayment(form);
    await form.getByRole("alert").getByText("No answer from the server.").waitFor();
    expect(await form.getByLabel("Who paid").inputValue()).toBe("Tom Okafor");
    await pressLogPayment(form);
    await form.waitFor({ state: "hidden" });

    expect(mutations).toHaveLength(2);
    const [first, second] = mutations.map(variablesOf);
    expect(second).toEqual(first);
    await expect.poll(rise).toBe(18_025);
  });

  it("is logged once if the form was closed and opened again in between", async () => {
    await loseNextAnswer(page, "LogPayment");
    const form = await openForm(card());
    await typePayment(form, aPayment("81.25"));
    await pressLogPayment(form);
    await form.getByRole("alert").getByText("No answer from the server.").waitFor();
    await form.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(rise).toBe(8_125);

    await openForm(card());
    expect(await form.getByLabel("Amount").inputValue()).toBe("81.25");
    await pressLogPayment(form);
    await form.waitFor({ state: "hidden" });
    await page.getByText("Logged $81.25 from Tom Okafor.").waitFor();
    expect(await rise()).toBe(8_125);
  });

  it("blocks other input under its key, until that is logged as a separate payment", async () => {
    await loseNextAnswer(page, "LogPayment");
    const form = await openForm(card());
    await typePayment(form, aPayment("82.25"));
    await pressLogPayment(form);
    await form.getByRole("alert").getByText("No answer from the server.").waitFor();
    await typePayment(form, { amount: "90" });
    await pressLogPayment(form);

    await form.getByText("An earlier try of this form came through").waitFor();
    expect(await form.textContent()).toContain("$82.25");
    expect(await form.textContent()).toContain("What differs now: amount.");
    await form.getByRole("button", { name: "Log this as a separate payment" }).click();
    await form.waitFor({ state: "hidden" });
    await expect.poll(rise).toBe(8_225 + 9_000);
  });
});

describe("a double tap", () => {
  it("sends one request", async () => {
    const mutations = watchOperation(page, "LogPayment");
    const form = await openForm(card());
    await typePayment(form, aPayment("83.25"));
    await form.getByRole("button", { name: "Log payment" }).dblclick();
    await form.waitFor({ state: "hidden" });
    expect(mutations).toHaveLength(1);
    expect(await rise()).toBe(8_325);
  });
});

describe("a person who enters the same payment twice", () => {
  it("is warned with the earlier payment, and may log it anyway", async () => {
    await logPayment(card(), aPayment("84.25"));
    const form = await openForm(card());
    await typePayment(form, aPayment("84.25"));
    await pressLogPayment(form);

    await form.getByText("A payment like this is already logged").waitFor();
    for (const text of ["Tom Okafor", "$84.25", "Cash", "by Ines Duarte"])
      expect(await form.textContent()).toContain(text);
    expect(await rise()).toBe(8_425);
    await form.getByRole("button", { name: "Log anyway" }).click();
    await form.waitFor({ state: "hidden" });
    await expect.poll(rise).toBe(2 * 8_425);
  });

  it("can go back to the form, with all values unchanged", async () => {
    await logPayment(card(), aPayment("85.25"));
    const form = await openForm(card());
    await typePayment(form, aPayment("85.25"));
    await pressLogPayment(form);
    await form.getByRole("button", { name: "Go back" }).click();
    expect(await form.getByLabel("Who paid").inputValue()).toBe("Tom Okafor");
    expect(await form.getByRole("radio", { name: "Cash" }).isChecked()).toBe(true);
    expect(await rise()).toBe(8_525);
  });
});
