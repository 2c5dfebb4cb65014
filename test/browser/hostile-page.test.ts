import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DrawnPart, differences, drawnParts } from "../support/drawn-parts.ts";
import {
  type Dispatch,
  openForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  typePayment,
} from "../support/page-driver.ts";
import { watchPolicy } from "../support/policy-watch.ts";

/** Gives each element the full width, whatever margin the browser adds to the body. */
const PLAIN = "body { margin: 0 }";

/** Styles that pages apply to everything on them, deliberately or not. */
const HOSTILE: Record<string, string> = {
  "takes all styles away": "* { all: unset } *::before, *::after { all: unset }",
  "takes all styles away, and insists":
    "* { all: unset !important } ::before, ::after { all: unset !important }",
  "writes everything in its own way": `* {
      display: inline !important; color: red !important; background: yellow !important;
      font: italic 900 3rem / 3 cursive !important; letter-spacing: 0.5em !important; word-spacing: 2em !important;
      text-align: right !important; text-indent: 3em !important; text-transform: uppercase !important;
      text-decoration: line-through !important; text-shadow: 0 0 9px red !important; white-space: pre !important;
      list-style: square !important; cursor: crosshair !important; font-variant: small-caps !important;
      hyphens: manual !important; user-select: none !important; fill: red !important; stroke: red !important }`,
  "makes rows of the elements": `body { margin: 0 }
      payment-list, payment-state, payment-modal, div {
        display: flex !important; align-items: center; justify-content: end; width: 100%; gap: 50px }`,
  "makes grids of the elements": `body { margin: 0 }
      payment-list, payment-state, payment-modal, div {
        display: grid !important; place-items: center; grid-template-columns: 1fr 1fr; gap: 50px }`,
  "has a rem of ten pixels": "html { font-size: 62.5% } body { margin: 0; font-size: 1.6rem }",
  "has a rem of sixty pixels": "html { font-size: 60px } body { margin: 0 }",
  "has huge letters": "body { margin: 0 } * { font-size: 200px !important; line-height: 5 !important }",
  "hides what the elements are made of": `body { margin: 0 }
      button, dialog, svg, form, fieldset, ul, li, p, h2, table, div, span, bdi, time, [popover] { display: none !important }
      input, textarea, label, section { width: 1px !important; height: 1px !important; position: absolute !important }
      [role], [part], [aria-label] { opacity: 0 !important } dialog::backdrop { background: red !important }
      .base, .header, .entry, .banner, .total, .field, .chip, .toast { transform: scale(0.1) !important }`,
};

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

const PHONE = { width: 390, height: 844 };

let dispatch: Dispatch;

/** The event to which payments are logged; the measured parts belong to another one, which does not change. */
let enteredTo: string;

beforeAll(async () => {
  dispatch = await startDispatch();
  const { events } = await (await fetch(`${dispatch.url}/api/events`)).json();
  enteredTo = events.find(({ title }: { title: string }) => title.includes("Harbor tour")).id;
});

afterAll(() => dispatch.stop());

/** A third party's page with all elements on it, its styles in a file. */
async function openHostPage(css: string) {
  const page = await dispatch.openPage({ path: "/health", viewport: PHONE });
  const watch = await watchPolicy(page);
  const body = `<payment-provider><payment-list event-id="${RIVERA.eventId}"></payment-list>
    <payment-state event-id="${RIVERA.eventId}"></payment-state><payment-modal></payment-modal></payment-provider>`;
  const head = `<title>Host</title><link rel="stylesheet" href="/host.css"><script type="module" src="/payments.js"></script>`;
  const html = `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  const headers = { "content-type": "text/html", "content-security-policy": POLICY };
  await page.route("**/host.html", (route) => route.fulfill({ headers, body: html }));
  await page.route("**/host.css", (route) => route.fulfill({ contentType: "text/css", body: css }));
  await page.goto(`${dispatch.url}/host.html`);
  await page.locator("payment-provider").evaluate((provider, token) => {
    Object.assign(provider, { getToken: () => token });
  }, dispatch.password);
  return { page, watch };
}

/** Opens each part once, and returns how each is drawn. */
async function walkThrough(page: Page, amount: string): Promise<Record<string, DrawnPart[]>> {
  await page.locator("payment-list .total").waitFor();
  await page.locator("payment-state .banner").getByText("Do not depart until full payment").waitFor();
  const list = await drawnParts(page, "payment-list");
  const state = await drawnParts(page, "payment-state");

  const form = await openForm(page.locator("payment-provider"));
  const untouched = await drawnParts(page, "payment-modal");
  await typePayment(form, { patron: "Maya Rivera", amount: "300", method: "Zelle", reference: "ZL-20418" });
  await pressLogPayment(form);
  await form.getByRole("button", { name: "Go back" }).waitFor();
  const question = await drawnParts(page, "payment-modal");
  await form.getByRole("button", { name: "Close" }).click();

  await page
    .locator("payment-modal")
    .evaluate((modal, eventId) => (modal as unknown as { open(id: string): void }).open(eventId), enteredTo);
  await form.getByLabel("Who paid").waitFor();
  await typePayment(form, { patron: "Maya Rivera", amount, method: "Cash" });
  await pressLogPayment(form);
  await page.getByText(`Logged $${amount} from Maya Rivera.`).waitFor();
  const toast = await drawnParts(page, "payment-provider > :last-child");
  return { list, state, untouched, question, toast };
}

describe("a page that", () => {
  let plain: Record<string, DrawnPart[]>;
  let payments = 0;

  /** Always another amount of the same width. */
  const nextAmount = () => `${100 + payments++}.00`;

  beforeAll(async () => {
    const { page } = await openHostPage(PLAIN);
    plain = await walkThrough(page, nextAmount());
    await page.context().close();
  });

  it.each(Object.entries(HOSTILE))(
    "%s changes neither the look nor the work of the elements",
    async (_name, css) => {
      const { page, watch } = await openHostPage(css);
      const drawn = await walkThrough(page, nextAmount());
      for (const [name, parts] of Object.entries(plain)) {
        expect([name, parts.length > 1]).toEqual([name, true]);
        expect([name, ...differences(parts, drawn[name] ?? [])]).toEqual([name]);
      }
      expect(watch).toEqual({ violations: [], complaints: [] });
      await page.context().close();
    },
  );

  it("makes the banner only as wide as its content still shows it", async () => {
    const { page } = await openHostPage(
      "payment-provider { display: flex; justify-content: center } payment-list { display: none }",
    );
    await page.getByText("Do not depart until full payment").waitFor();
    expect((await page.locator("payment-state").boundingBox())?.width).toBeGreaterThan(250);
    await page.context().close();
  });
});
