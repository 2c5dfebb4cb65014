import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../support/ask-server.ts";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  logPayment,
  openForm,
  pressLogPayment,
  RECORDER,
  RIVERA,
  signIn,
  startDispatch,
  totalOn,
  typePayment,
} from "../support/page-driver.ts";
import { markedFrames, type PolicyWatch, watchPolicy } from "../support/policy-watch.ts";
import { readLines } from "../support/reading-order.ts";

let dispatch: Dispatch;
let page: Page;
let watch: PolicyWatch;

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openPage({ path: "/health" });
  watch = await watchPolicy(page);
  await page.goto(dispatch.url);
  await signIn(page, dispatch);
});

afterAll(() => dispatch.stop());

beforeEach(() => {
  watch.violations.length = 0;
  watch.complaints.length = 0;
});

const card = () => cardOf(page, RIVERA.eventId);

/** Loads the dispatch page, signed in. */
async function openDispatch(): Promise<void> {
  await page.goto(dispatch.url);
  await totalOn(card()).waitFor();
}

/** Opens the inbox once the mail with this subject has arrived, and returns the opened mail. */
async function openMail(subject: string): Promise<Locator> {
  const subjects = async () => {
    const mails: { subject: string }[] = await (await fetch(`${dispatch.url}/inbox.json`)).json();
    return mails.map((mail) => mail.subject);
  };
  await expect.poll(subjects).toContain(subject);
  await page.goto(`${dispatch.url}/inbox`);
  const at = await page.locator(".mail > summary strong").allTextContents();
  const mail = page.locator(".mail").nth(at.indexOf(subject));
  await mail.evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });
  await mail.getByText("Plain text").click();
  await mail.frameLocator("iframe").locator("h1").waitFor();
  return mail;
}

/** Bars are the list's own. */
const MARKUP = "img, script, svg:not(.bar), iframe, b, a[href^=javascript]";

describe("markup in a payment", () => {
  const patron = `Maya <img src=x onerror=window.__pwned=1> "Rivera" &amp; {{7*7}} </td><b>`;
  const notes = `<script>window.__pwned=1</script>\n\n  <svg onload="window.__pwned=1">\n<iframe srcdoc="x">`;
  const reference = "javascript:window.__pwned=1";
  const payment = { patron, notes, reference, amount: "31", method: "Zelle" };

  it("is shown as typed by list, toast, question and inbox, and is never executed", async () => {
    await openDispatch();
    await logPayment(card(), payment);
    await page.getByText(`Logged $31.00 from ${patron}.`, { exact: true }).waitFor();
    const entry = entriesOn(card()).first();
    expect(await entry.locator("[part=patron]").textContent()).toBe(patron);
    expect(await entry.locator("[part=reference]").textContent()).toBe(reference);
    expect(await entry.locator("[part=remark]").innerText()).toBe(notes);
    expect(await page.locator("payment-list").locator(MARKUP).count()).toBe(0);

    const form = await openForm(card());
    await typePayment(form, payment);
    await pressLogPayment(form);
    await form.getByText("A payment like this is already logged").waitFor();
    expect(await form.locator("[part=existing] bdi").allTextContents()).toEqual([
      patron,
      reference,
      RECORDER,
    ]);
    expect(await form.locator(MARKUP).count()).toBe(0);
    expect(await markedFrames(page)).toEqual([]);

    const subject = `$31.00 from ${patron} · ${RIVERA.title}`;
    const mail = await openMail(subject);
    expect(await mail.locator("iframe").getAttribute("title")).toBe(subject);
    const letter = mail.frameLocator("iframe");
    expect(await letter.locator("h1").textContent()).toBe(`$31.00 received from ${patron}`);
    expect(await letter.locator("tr", { hasText: "Notes" }).locator("td").last().innerText()).toBe(notes);
    expect(await mail.locator("pre").textContent()).toContain(`Patron:          ${patron}\n`);
    expect(await letter.locator(MARKUP).count()).toBe(0);
    expect(await markedFrames(page)).toEqual([]);
    expect(page.frames().length).toBeGreaterThan(1);
    expect(watch).toEqual({ violations: [], complaints: [] });
  });
});

describe("the policy of the pages", () => {
  it.each(["/", "/inbox"])("allows %s to run none of its inline code", async (path) => {
    await page.goto(dispatch.url + path);
    const attempt = (work: () => void) => page.evaluate(work).catch((error: Error) => error.message);
    const outcomes = [
      await attempt(() => {
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=window.__pwned=1>");
      }),
      await attempt(() => {
        const script = document.createElement("script");
        script.textContent = "window.__pwned = 1";
        document.body.append(script);
      }),
      // Later: what a test itself evaluates is always allowed to.
      await page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            setTimeout(() => {
              try {
                // biome-ignore lint/security/noGlobalEval: the test checks that it is forbidden.
                resolve(`${window.eval("window.__pwned = 1")}`);
              } catch (error) {
                resolve(`${error}`);
              }
            });
          }),
      ),
    ];
    await attempt(() => {
      const link = document.createElement("a");
      link.href = "javascript:window.__pwned=1";
      document.body.append(link);
      link.click();
      document.body.setAttribute("style", "color: red");
      document.body.append(document.createElement("style"));
      document.head.querySelector("style")?.append("body { color: red }");
    });

    expect(outcomes.map(String).filter((outcome) => /Trusted|eval/.test(outcome))).toHaveLength(3);
    await expect
      .poll(() => watch.violations)
      .toEqual(expect.arrayContaining(["require-trusted-types-for", "script-src-elem", "style-src-attr"]));
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe("rgb(255, 0, 0)");
    expect(await markedFrames(page)).toEqual([]);
  });

  it.each(["/", "/inbox", "/payments.js", "/dispatch.css"])("is sent with %s", async (path) => {
    const { headers } = await fetch(dispatch.url + path);
    const policy = headers.get("content-security-policy") ?? "";

    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*|http/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("draws a mail with its styles, opens its links, and runs none of its scripts, in the inbox and on its own", async () => {
    const html = `<h1 style="color:#00f">Hello</h1><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>
      <a target="_blank" href="${dispatch.url}/">Open</a><form action="/graphql" method="post"><button>Send</button></form>`;
    const head = [
      "From: tom@example.com",
      "To: maya@example.com",
      "Subject: Hello",
      "Message-ID: <a&b@example.com>",
    ];
    const message = [...head, "Content-Type: text/html", "", html, ""].join("\r\n");
    await writeFile(join(dispatch.dataDir, "mail", "0000-hello.eml"), message);

    const mail = await openMail("Hello");
    const heading = mail.frameLocator("iframe").locator("h1");
    expect(await heading.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(0, 0, 255)");
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      mail.frameLocator("iframe").getByText("Open").click(),
    ]);
    await cardOf(popup, RIVERA.eventId).waitFor();
    await popup.close();
    await mail.frameLocator("iframe").getByText("Send").click();
    expect(await markedFrames(page)).toEqual([]);

    await page.goto(`${dispatch.url}${await mail.locator("iframe").getAttribute("src")}`);
    await page.getByRole("heading", { name: "Hello" }).waitFor();
    expect(await page.evaluate("window.origin")).toBe("null");
    expect(await markedFrames(page)).toEqual([]);
  });
});

describe("text that turns a line around", () => {
  it.each([
    ["overridden", "\u202eMaya Rivera"],
    ["embedded and left open", "Tom \u202bOkafor 5"],
    ["after the end of an isolate", "Ines\u2069\u2069\u202e Duarte"],
    ["from right to left", "דוארטה 12"],
  ])("(%s) does not move amounts or words", async (kind, patron) => {
    const cents = `${kind.length}`.padStart(2, "0");
    const amount = `$1,234.${cents}`;
    await openDispatch();
    await logPayment(card(), { patron, reference: patron, amount: `1234.${cents}`, method: "Zelle" });
    const toast = page.locator("[role=status][popover] p");
    expect(await wordsOf(toast, patron)).toBe(`Logged ${amount} from ….`);
    const entry = entriesOn(card()).first();
    expect(await wordsOf(entry.locator(".headline"), patron)).toBe(`…${amount}`);
    expect(await wordsOf(entry.locator(".facts").first(), patron)).toBe("Zelle…");
    const [who, howMuch] = await Promise.all(
      ["[part=patron]", "[part=amount]"].map((part) => entry.locator(part).boundingBox()),
    );
    expect((who?.x ?? 0) + (who?.width ?? 0)).toBeLessThanOrEqual(howMuch?.x ?? 0);

    await voidNewest();
    await expect.poll(newestSubject).toContain(`Void: ${amount}`);
    const mail = await openMail(await newestSubject());
    const inOrder = `Void: ${amount} of … · ${RIVERA.title}`;
    expect(await wordsOf(mail.locator("summary strong"), patron)).toBe(inOrder);
    const letter = mail.frameLocator("iframe");
    expect(await wordsOf(letter.locator("h1"), patron)).toBe(`${amount} of … voided`);
    expect((await readLines(mail.locator("pre"), patron))[0]).toBe(`${amount} of … voided`);
  });

  /** On one line: a typed text that needs two lines is still one text. */
  const wordsOf = async (element: Locator, patron: string) =>
    (await readLines(element, patron)).join(" ").replaceAll("… …", "…");

  const newestSubject = async () => (await (await fetch(`${dispatch.url}/inbox.json`)).json())[0].subject;

  async function voidNewest(): Promise<void> {
    const { data } = await ask(dispatch, NEWEST, { id: RIVERA.eventId });
    await ask(dispatch, VOID, { id: data.event.payments.nodes[0].id });
  }
});

const NEWEST = "query ($id: ID!) { event(id: $id) { payments(first: 1) { nodes { id } } } }";
const VOID =
  'mutation ($id: ID!) { voidPayment(input: { paymentId: $id, reason: "Typed twice" }) { __typename } }';
