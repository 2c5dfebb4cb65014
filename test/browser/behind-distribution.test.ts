import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  minorUnitsOn,
  paymentForm,
  RIVERA,
  startDispatch,
  typePayment,
} from "../support/page-driver.ts";

/** The explorer is large, and behind it an instance may still have to start. */
const PATIENT = { timeout: 40_000 };

let dispatch: Dispatch;
let page: Page;

beforeAll(async () => {
  dispatch = await startDispatch({}, { isBehindDistribution: true });
  page = await dispatch.openSignedIn({ bypassCSP: true });
});

afterAll(() => dispatch.stop());

const card = () => cardOf(page, RIVERA.eventId);

describe("behind a distribution, from the built bundle", () => {
  it("a payment is logged on a card, its total rises, and it is there after a reload", async () => {
    const before = await minorUnitsOn(card());
    await logPayment(card(), { patron: "Tom Okafor", amount: "12.50", method: "Cash" });
    await expect.poll(() => minorUnitsOn(card())).toBe(before + 1250);

    await page.reload();
    await expect.poll(() => minorUnitsOn(card()).catch(() => 0)).toBe(before + 1250);
    expect(await entriesOn(card()).first().textContent()).toContain("Tom Okafor");
  });

  it("the old page opens, sends and redraws by its four functions", async () => {
    await page.addScriptTag({ url: "/legacy.js", type: "module" });
    await expect.poll(() => page.evaluate("typeof openPaymentModal")).toBe("function");
    const before = await minorUnitsOn(card());
    await page.evaluate(`openPaymentModal("${RIVERA.eventId}")`);
    await typePayment(paymentForm(page), { patron: "Maya Rivera", amount: "8", method: "Cash" });
    await page.evaluate("submitPayment()");

    await expect.poll(() => minorUnitsOn(card())).toBe(before + 800);
  });

  it("a payment is voided with a reason, and the settlement is saved as CSV", async () => {
    const before = await minorUnitsOn(card());
    await logPayment(card(), { patron: "Void Me", amount: "11.00", method: "Cash" });
    await card().getByRole("button", { name: "More about $11.00 from Void Me" }).click();
    const dialog = page.getByRole("dialog", { name: /This entry|Void/ });
    await dialog.getByRole("button", { name: /^Void/ }).click();
    await dialog.getByLabel("Why").fill("Typed on the wrong card");
    await dialog.getByRole("button", { name: "Void it" }).click();
    await page.getByText("Voided $11.00.").waitFor();
    expect(await minorUnitsOn(card())).toBe(before);

    await card().getByRole("button", { name: "Settlement" }).click();
    const saving = page.waitForEvent("download");
    await page
      .getByRole("dialog", { name: /Settlement/ })
      .getByRole("button", { name: "CSV" })
      .click();
    const text = await readFile(await (await saving).path(), "utf8");
    expect(text).toContain("Typed on the wrong card");
    await page.keyboard.press("Escape");
  });

  it("the explorer runs an example and reads the schema", async () => {
    // It is bundled when it is first asked for.
    expect((await fetch(`${dispatch.url}/explorer/explorer.js`)).status).toBe(200);
    const explorer = await page.context().newPage();
    const body = await readFile("client/explorer/index.html", "utf8");
    await explorer.route("**/explorer.html", (route) => route.fulfill({ contentType: "text/html", body }));
    await explorer.goto(`${dispatch.url}/explorer.html`);
    const textOf = (region: string) => explorer.getByRole("region", { name: region }).textContent();
    await expect.poll(() => textOf("Operation Editor"), PATIENT).toContain("event(");
    await explorer.getByRole("button", { name: /^Execute query/ }).click();
    await expect.poll(() => textOf("Result Window"), PATIENT).toContain("Rivera");
    await explorer.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await explorer.getByRole("link", { name: "Query", exact: true }).click();
    await explorer.getByText("All read operations.").waitFor();
  });
});
