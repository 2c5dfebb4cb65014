import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildClient } from "../../build/client.ts";
import {
  type Dispatch,
  openForm,
  paymentForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  typePayment,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

const MODULE = '<script type="module" src="/payments.js"></script>';
const LIST = `<payment-list event-id="${RIVERA.eventId}"></payment-list>`;

/** A third party's page with the elements on it. */
async function openHostPage(body: string, { head = MODULE, policy = "" } = {}): Promise<Page> {
  const page = await dispatch.openPage({ path: "/health" });
  const html = `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body>${body}</body></html>`;
  const headers = { "content-type": "text/html", "content-security-policy": policy };
  await page.route("**/host.html", (route) => route.fulfill({ headers, body: html }));
  await page.goto(`${dispatch.url}/host.html`);
  return page;
}

/** Gives an element the credential, as a page does by script. */
const giveToken = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element, token) => {
    Object.assign(element, { getToken: async () => token });
  }, dispatch.password);

describe("the built file", () => {
  it("is plain JavaScript without decorators", async () => {
    const folder = await mkdtemp(join(tmpdir(), "payments-build-"));
    await buildClient({ outdir: folder });
    const module = join(folder, "payments.mjs");
    await copyFile(join(folder, "payments.js"), module);
    await promisify(execFile)(process.execPath, ["--check", module]);
    expect(await readFile(module, "utf8")).not.toMatch(/[\n;{}]\s*@\w+\(/);
    await rm(folder, { recursive: true });
  });

  it("can be included twice", async () => {
    const head = `${MODULE}<script type="module" src="/payments.js?again"></script>`;
    const page = await openHostPage(`<payment-provider>${LIST}</payment-provider>`, { head });
    await page.getByText("Sign in to see payments.").waitFor();
    const reads = watchOperation(page, "Dashboard");
    await giveToken(page, "payment-provider");
    await openForm(page.locator("body"));
    expect(await page.locator("dialog[open]").count()).toBe(1);
    expect(reads).toHaveLength(1);
    await page.context().close();
  });
});

describe("a server of another version", () => {
  it("receives the text of a document whose id it does not know", async () => {
    const page = await openHostPage(LIST);
    await page.route("**/graphql", (route) => {
      const body = route.request().postData() ?? "";
      return route.continue({
        postData: body.replace(/"documentId":"(\w+)\.\w+"/, '"documentId":"$1.of-before"'),
      });
    });
    await giveToken(page, "payment-list");
    await page.getByText("Total collected").waitFor();
    await page.context().close();
  });
});

describe("a button of the page", () => {
  it("opens the form by a command, for the event in its value, and closes it", async () => {
    const page = await openHostPage(`
      <payment-provider><payment-modal id="pay"></payment-modal></payment-provider>
      <button commandfor="pay" command="--open" value="${RIVERA.eventId}">Money came in</button>
      <button commandfor="pay" command="--close" id="close">Close it</button>`);
    await giveToken(page, "payment-provider");
    await page.getByRole("button", { name: "Money came in" }).click();
    await paymentForm(page).getByText(RIVERA.title).waitFor();
    await page.locator("#close").evaluate((button: HTMLButtonElement) => button.click());
    await paymentForm(page).waitFor({ state: "hidden" });
    await page.context().close();
  });
});

describe("a list on its own", () => {
  it("works with its own token, and with its own form where the page has none", async () => {
    const page = await openHostPage(LIST);
    await page.getByText("Sign in to see payments.").waitFor();
    await giveToken(page, "payment-list");
    const form = await openForm(page.locator("body"));
    await typePayment(form, { patron: "Maya Rivera", amount: "11", method: "Cash" });
    await pressLogPayment(form);
    await page.getByText("Logged $11.00 from Maya Rivera.").waitFor();
    await page.context().close();
  });

  it("keeps a property that was set before the file was loaded", async () => {
    const early = `document.querySelector("payment-provider").getToken = () => ${JSON.stringify(dispatch.password)}`;
    const page = await openHostPage(`<payment-provider>${LIST}</payment-provider><script>${early}</script>`);
    await page.getByText("Total collected").waitFor();
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/graphql")) statuses.push(response.status());
    });
    await page.reload();
    await page.getByText("Total collected").waitFor();
    expect(statuses).toEqual([200]);
    await page.context().close();
  });

  it("fetches again when the same function is set again, and on refresh()", async () => {
    const page = await openHostPage(`<payment-provider>${LIST}</payment-provider>`);
    await giveToken(page, "payment-provider");
    await page.getByText("Total collected").waitFor();
    const reads = watchOperation(page, "Dashboard");
    await page.locator("payment-provider").evaluate((provider) => {
      const { getToken } = provider as unknown as { getToken: unknown };
      Object.assign(provider, { getToken });
    });
    await expect.poll(() => reads.length).toBe(1);
    await page
      .locator("payment-provider")
      .evaluate((provider) => (provider as unknown as { refresh(): void }).refresh());
    await expect.poll(() => reads.length).toBe(2);
    await page.context().close();
  });

  it("no longer shows payments once the server refuses the caller", async () => {
    const page = await openHostPage(`<payment-provider>${LIST}</payment-provider>`);
    await giveToken(page, "payment-provider");
    await page.getByText("Total collected").waitFor();
    await page.route("**/graphql", (route) => route.fulfill({ status: 401, body: "" }));
    await page
      .locator("payment-provider")
      .evaluate((provider) => (provider as unknown as { refresh(): void }).refresh());
    await page.getByText("Sign in to see payments.").waitFor();
    expect(await page.getByText("Total collected").count()).toBe(0);
    await page.context().close();
  });
});

describe("the state of an event", () => {
  it("is shown beside its list, with the credential of the provider around both", async () => {
    const state = `<payment-state event-id="${RIVERA.eventId}"></payment-state>`;
    const page = await openHostPage(`<payment-provider>${LIST}${state}</payment-provider>`);
    await page.getByText("This link does not work").waitFor();
    await giveToken(page, "payment-provider");
    await page.getByText("Do not depart until full payment is received and logged.").waitFor();
    await page.getByText("Total collected").waitFor();
    await page.context().close();
  });
});

describe("a page around the elements", () => {
  const body = `<payment-provider>${LIST}<payment-modal></payment-modal></payment-provider>
    <button data-payment-open="${RIVERA.eventId}">From anywhere</button>`;

  it("opens the form from any element with data-payment-open", async () => {
    const page = await openHostPage(body);
    await giveToken(page, "payment-provider");
    await page.getByRole("button", { name: "From anywhere" }).click();
    await paymentForm(page).getByLabel("Who paid").waitFor();
    expect(await page.locator("payment-modal").getAttribute("open")).toBe("");
    await page.keyboard.press("Escape");
    await paymentForm(page).waitFor({ state: "hidden" });
    await expect.poll(() => page.locator("payment-modal").getAttribute("open")).toBe(null);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("From anywhere");
    await page.context().close();
  });

  it("receives events, and can cancel opening, sending and the toast", async () => {
    const page = await openHostPage(body);
    await giveToken(page, "payment-provider");
    await page.evaluate(() => {
      const heard: string[] = [];
      const refused = new Set(["payment-open", "payment-before-submit", "payment-toast"]);
      Object.assign(window, { heard, refused });
      for (const type of [...refused, "payment-logged", "payment-close"]) {
        document.body.addEventListener(type, (event) => {
          heard.push(type);
          if (refused.has(type)) event.preventDefault();
        });
      }
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    const allow = (type: string) =>
      page.evaluate(
        (allowed) => (window as unknown as { refused: Set<string> }).refused.delete(allowed),
        type,
      );

    await page.getByRole("button", { name: "Log payment" }).click();
    expect(await heard()).toEqual(["payment-open"]);
    expect(await paymentForm(page).isVisible()).toBe(false);

    await allow("payment-open");
    const form = await openForm(page.locator("body"));
    await typePayment(form, { patron: "Tom Okafor", amount: "12", method: "Cash" });
    const mutations = watchOperation(page, "LogPayment");
    await pressLogPayment(form);
    await expect.poll(heard).toContain("payment-before-submit");
    expect(mutations).toHaveLength(0);

    await allow("payment-before-submit");
    await pressLogPayment(form);
    await form.waitFor({ state: "hidden" });
    await expect
      .poll(heard)
      .toEqual(expect.arrayContaining(["payment-logged", "payment-toast", "payment-close"]));
    expect(await page.getByText("Logged $12.00 from Tom Okafor.").count()).toBe(0);
    await page.context().close();
  });

  it("can open the form for the next payment as soon as the first is logged", async () => {
    const page = await openHostPage(body);
    await giveToken(page, "payment-provider");
    await page.locator("payment-modal").evaluate((modal) => {
      const open = () => (modal as unknown as { open(): void }).open();
      document.addEventListener("payment-logged", open, { once: true });
    });
    const form = await openForm(page.locator("body"));
    await typePayment(form, { patron: "Maya Rivera", amount: "14", method: "Cash" });
    await pressLogPayment(form);
    await page.getByText("Logged $14.00 from Maya Rivera.").waitFor();
    await expect.poll(() => form.getByLabel("Who paid").inputValue()).toBe("");
    expect(await page.locator("payment-modal").getAttribute("open")).toBe("");
    await page.context().close();
  });

  it("may forbid inline scripts, inline styles and text that becomes markup", async () => {
    const page = await openHostPage(body, {
      policy: `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';
        require-trusted-types-for 'script'; trusted-types lit-html`.replace(/\s+/g, " "),
    });
    const violations: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    await giveToken(page, "payment-provider");
    const form = await openForm(page.locator("body"));
    await typePayment(form, { patron: "Ines Duarte", amount: "13", method: "Cash" });
    await pressLogPayment(form);
    await page.getByText("Logged $13.00 from Ines Duarte.").waitFor();
    const accent = await page
      .getByRole("button", { name: "Log payment" })
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(accent).toBe("rgb(11, 92, 125)");
    expect(violations).toEqual([]);
    await page.context().close();
  });

  it("does not share styles with the elements, in either direction", async () => {
    const head = `${MODULE}<style>button { display: none !important } p { color: red }</style>`;
    const page = await openHostPage(`<p id="own">Own</p>${body}`, { head });
    await giveToken(page, "payment-provider");
    expect(await page.getByRole("button", { name: "Log payment" }).isVisible()).toBe(false);
    await page.getByText("Total collected").waitFor();
    expect(await page.getByRole("button", { name: "Log payment" }).isVisible()).toBe(true);
    await page.context().close();
  });
});
