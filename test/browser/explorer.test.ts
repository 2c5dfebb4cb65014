import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../server/values/digest.ts";
import { hasHorizontalScroll } from "../support/look.ts";
import { type Dispatch, startDispatch } from "../support/page-driver.ts";
import { type PolicyWatch, watchPolicy } from "../support/policy-watch.ts";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const TABS = ["Event", "LogPayment", "PaymentsOfAMonth", "TotalsOfAPeriod", "CrewView", "VoidPayment"];

let dispatch: Dispatch;
let page: Page;
let watch: PolicyWatch;
const asked: string[] = [];

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openPage({ path: "/health", viewport: WIDE });
  watch = await watchPolicy(page);
  page.context().on("request", (request) => asked.push(request.url()));
  await page.goto(`${dispatch.url}/graphql`);
  await page.getByRole("button", { name: /^Execute query/ }).waitFor();
});

afterAll(() => dispatch.stop());

/** The text of an editor; it is drawn with spaces that do not break, line by line. */
const textOf = async (region: string) =>
  (
    (await page.getByRole("region", { name: region }).locator(".view-lines:visible").textContent()) ?? ""
  ).replace(/\u00a0/g, " ");

const execute = () => page.getByRole("button", { name: /^Execute query/ }).click();

const openTab = (name: string) => page.getByRole("tab", { name }).getByRole("button").first().click();

const keptTexts = () => page.evaluate(() => JSON.stringify({ ...localStorage }));

describe("the explorer", () => {
  it("has a tab for every example, and the key of the demonstration in the header editor", async () => {
    const tabs = page.getByRole("tab").locator(".graphiql-tab-button");
    expect(await tabs.allTextContents()).toEqual(TABS);
    await expect.poll(() => textOf("Headers")).toContain(`"Authorization": "Bearer ${dispatch.password}"`);
    await expect.poll(() => textOf("Operation Editor")).toContain('event(id: "QXW7LMD")');
  });

  it("runs the first example", async () => {
    await execute();
    await expect.poll(() => textOf("Result Window")).toContain('"title": "Rivera sunset sail"');
    expect(await textOf("Result Window")).toContain('"amount": "550.00"');
  });

  it("runs another one with its variables", async () => {
    await openTab("CrewView");
    // Which operation is executed follows a moment after the tab.
    const runCrewView = async () => {
      await execute();
      // Pressed again before there is an answer, the button would give it up.
      await expect.poll(() => textOf("Result Window")).not.toBe("");
      return textOf("Result Window");
    };
    await expect.poll(runCrewView).toContain('"paymentState": "DEPOSIT_RECEIVED"');
    await page.getByRole("button", { name: "Variables" }).click();
    await expect.poll(() => textOf("Variables")).toContain('"id": "QXW7LMD"');
  });

  it("shows the schema with its descriptions", async () => {
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page.getByRole("link", { name: "Query", exact: true }).click();
    await page.getByText("All read operations.").waitFor();
  });

  it("knows while one types what the schema does not have", async () => {
    await openTab("Event");
    await page.getByRole("region", { name: "Operation Editor" }).locator(".view-lines").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("query Typing { viewer { nobody } }");
    await page.locator(".squiggly-error").first().waitFor();
    const workers = () => page.workers().map((worker) => worker.url().replace(dispatch.url, ""));
    await expect
      .poll(() => [...new Set(workers())].sort())
      .toEqual(["/explorer/editor-worker.js", "/explorer/graphql-worker.js", "/explorer/json-worker.js"]);
  });

  it("keeps the tabs in the browser, but never the key", async () => {
    await expect.poll(keptTexts).toContain("query Typing");
    expect(await keptTexts()).toContain("CrewView");
    expect(await keptTexts()).not.toContain(dispatch.password);
    await page.reload();
    // Reloaded between the keeping of the text and that of its tab, the explorer opens another tab for the text.
    await page.getByRole("tab", { name: "Typing", selected: true }).waitFor();
    await page.getByRole("button", { name: "Headers" }).click();
    await expect.poll(() => textOf("Headers")).toContain(`Bearer ${dispatch.password}`);
  });

  it("puts what is asked above what is answered on a phone", async () => {
    await page.setViewportSize(NARROW);
    const [editors, answer] = [
      await page.locator(".graphiql-editors").boundingBox(),
      await page.locator(".graphiql-response").boundingBox(),
    ];
    expect(answer?.y).toBeGreaterThanOrEqual((editors?.y ?? 0) + (editors?.height ?? 0));
    expect(editors?.width).toBeGreaterThan(NARROW.width - 20);
    expect(await hasHorizontalScroll(page)).toBe(false);
  });

  it("asks nobody but the server on which it stands, and does nothing that its policy forbids", () => {
    const foreign = asked.filter((url) => !url.startsWith(`${dispatch.url}/`) && !url.startsWith("data:"));
    expect(asked).toContain(`${dispatch.url}/explorer/explorer.js`);
    expect(foreign).toEqual([]);
    expect(watch).toEqual({ violations: [], complaints: [] });
  });
});

describe("where a password was configured", () => {
  it("the header editor says what to put in, which is not tried as a password", async () => {
    const own = await startDispatch({ ADMIN_PASS_HASH: sha256("a password of our own") });
    page = await own.openPage({ path: "/graphql", viewport: WIDE });
    await expect.poll(() => textOf("Headers")).toContain('"Authorization": "Bearer YOUR_KEY"');
    await expect.poll(() => textOf("Operation Editor")).toContain("query Event");
    const request = page.waitForRequest((one) => one.postDataJSON()?.operationName === "Event");
    await execute();

    expect((await (await request).allHeaders()).authorization).toBeUndefined();
    await expect.poll(() => textOf("Result Window")).toContain('"errors"');
    await own.stop();
  });
});
