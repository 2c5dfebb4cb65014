import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chromium, openChromium } from "../support/chromium.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";
import { cardOf, logPayment, RIVERA, signIn, totalOn } from "../support/page-driver.ts";

/** Where the first description of a type begins. */
const FIRST_DESCRIPTION = /^"(?=\w)/m;

const PATIENTLY = { timeout: 60_000 };

let server: DevServer;
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDevServer(), openChromium()]);
  page = await browser.newPage();
  await page.goto(server.url);
  await signIn(page, { password: "harbor-demo" });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const fetchText = async (path: string) => (await fetch(server.url + path)).text();

describe("npm run dev", { timeout: 120_000 }, () => {
  it("shows a changed element on the page that is open, whose person stays signed in to the same data", async () => {
    await logPayment(cardOf(page, RIVERA.eventId), { patron: "Maya Rivera", amount: "12", method: "Cash" });
    await totalOn(cardOf(page, RIVERA.eventId)).getByText("$562.00").waitFor();

    await server.edit("client", { from: '"Total collected"', to: '"Collected in all"' });

    await cardOf(page, RIVERA.eventId).getByText("Collected in all").waitFor(PATIENTLY);
    await totalOn(cardOf(page, RIVERA.eventId)).getByText("$562.00").waitFor();
  });

  it("answers with a changed schema, and generates what follows from it", async () => {
    await server.edit("schema", { from: FIRST_DESCRIPTION, to: '"Changed. ' });
    await expect.poll(() => fetchText("/schema.graphql"), PATIENTLY).toContain("Changed. ");
  });

  it("waits for the next change where the server cannot start", async () => {
    await server.edit("server", { from: "export function createApi(", to: "export function createApi((" });
    await expect.poll(server.output, PATIENTLY).toContain("Change a file to start it again.");

    await server.edit("server", { from: "export function createApi((", to: "export function createApi(" });
    await server.untilReady();
  });

  it("ends with the server and the engine at Ctrl-C", async () => {
    const { port } = JSON.parse(await readFile(join(server.dataDir, "engine.json"), "utf8"));
    await server.interrupt();

    const stateOf = (url: string) =>
      fetch(url).then(
        ({ status }) => status,
        () => "down",
      );
    await expect.poll(() => stateOf(server.url)).toBe("down");
    await expect.poll(() => stateOf(`http://127.0.0.1:${port}/`)).toBe("down");
  });
});
