import { mkdir } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { type Chromium, openChromium } from "./chromium.ts";
import { cardOf, RIVERA, signIn, startDispatch } from "./page-driver.ts";

const FOLDER = "docs/images";
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1000, height: 900 };

/** States of the gallery, by the names of their pictures. */
const STATES: Record<string, { query: string; part: "stage" | "page"; wide?: boolean }> = {
  list: { query: "state=list-usual", part: "stage" },
  "list-dark": { query: "state=list-corrected&theme=dark", part: "stage" },
  "list-right-to-left": { query: "state=list-dinars&lang=ar", part: "stage" },
  "list-spanish": { query: "state=list-usual&lang=es-MX", part: "stage" },
  "without-a-network": { query: "state=provider-kept", part: "stage" },
  modal: { query: "state=modal-form", part: "page" },
  "modal-tip": { query: "state=modal-tip", part: "page" },
  duplicate: { query: "state=modal-duplicate", part: "page" },
  "crew-stop": { query: "state=state-deposit", part: "stage" },
  "crew-clear": { query: "state=state-clear", part: "stage" },
};

await mkdir(FOLDER, { recursive: true });
const [dispatch, browser] = await Promise.all([startDispatch(), openChromium()]);
for (const [name, { query, part, wide }] of Object.entries(STATES)) {
  const page = await openPage(browser, wide ? DESK : PHONE);
  await page.goto(`${dispatch.url}/components?${query}`);
  const stage = page.locator(".stage");
  await stage.locator("[part~=base]").first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  await stage.evaluate((element) => {
    element.style.padding = "16px";
  });
  await shoot(name, part === "page" ? page : stage);
  await page.context().close();
}

const page = await openPage(browser, DESK);
await page.goto(dispatch.url);
await signIn(page, { password: dispatch.password });
const card = cardOf(page, RIVERA.eventId);
await card.getByRole("button", { name: "Settlement" }).waitFor();
await page.waitForLoadState("networkidle");
await shoot("dispatch-page", page);
await card.getByRole("button", { name: "Settlement" }).click();
await page.getByRole("dialog").getByText("Handed over by").waitFor();
await shoot("settlement", page.locator("payment-settlement dialog"));
await browser.close();
await dispatch.stop();
// The browser that both shared ends with the process.
process.exit();

async function openPage(from: Chromium, viewport: { width: number; height: number }): Promise<Page> {
  const context = await from.newContext({ viewport, reducedMotion: "reduce", deviceScaleFactor: 2 });
  return context.newPage();
}

async function shoot(name: string, what: Page | Locator): Promise<void> {
  await what.screenshot({ path: `${FOLDER}/${name}.png`, animations: "disabled" });
}
