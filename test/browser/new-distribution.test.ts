import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectPages } from "../../deploy/command/pages/collect-pages.ts";
import { ownPageSnippet, pinnedSnippet } from "../../deploy/command/pages/embed-snippet.ts";
import type { PageFile } from "../../deploy/command/pages/page-file.ts";
import { pinnedNameOf, readIntegrity } from "../../deploy/command/pages/pinned-file.ts";
import { findWelcomePage } from "../../deploy/command/pages/welcome-page.ts";
import { smokeTest } from "../../deploy/command/smoke/smoke-test.ts";
import { type Chromium, openChromium } from "../support/chromium.ts";
import type { BehindDistribution } from "../support/lambda/behind-distribution.ts";
import { startPageBucket } from "../support/lambda/page-bucket.ts";
import { watchPolicy } from "../support/policy-watch.ts";
import { openServerKeys } from "../support/server-keys.ts";

const BUILT = { clientFolder: "dist/client", cdnFolder: "dist/cdn" };

/** The template of the stack is made with them; `npm test` installs them first. */
const HAS_DEPLOY_PACKAGES = existsSync("deploy/node_modules/aws-cdk-lib");

let site: BehindDistribution;
let browser: Chromium;
let pinned: { name: string; integrity: string };
/** A page of another server on this machine: browsers keep pages of the internet away from what is here. */
const otherPage = { key: "other.html", body: Buffer.from(""), type: "text/html" };
let other: Awaited<ReturnType<typeof startPageBucket>>;

/** What a first deployment puts at the root. */
async function welcome(): Promise<PageFile> {
  const empty = { find: async () => null } as unknown as Parameters<typeof findWelcomePage>[0];
  const place = { origin: "", path: "/", allowedOrigins: [], pinned };
  return (await findWelcomePage(empty, ownPageSnippet(place))) as PageFile;
}

describe.runIf(HAS_DEPLOY_PACKAGES)("a distribution of our own, as the stack makes it", () => {
  beforeAll(async () => {
    const found = await readIntegrity(BUILT.cdnFolder);
    pinned = { name: pinnedNameOf(found), integrity: found.integrity };
    const pages = [...(await collectPages(BUILT, { path: "/" })), await welcome()];
    const stored = pages.map(({ name, body, contentType }) => ({
      key: `pages/${name}`,
      body,
      type: contentType,
    }));
    const { startNewDistribution } = await import("../support/lambda/behind-distribution.ts");
    other = await startPageBucket([otherPage]);
    [site, browser] = await Promise.all([
      startNewDistribution(stored, { env: { ALLOWED_ORIGINS: other.url } }),
      openChromium(),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await site.stop();
    other.close();
  });

  it("has nothing for the look from outside to complain about", async () => {
    const place = {
      origin: site.url,
      path: "/",
      healthPath: "/health",
      apiUrl: `${site.functionUrl}/`,
      pinnedName: pinned.name,
      allowedOrigins: [other.url],
      isJoined: false,
    };
    expect(await smokeTest(place, { maxMilliseconds: 0, pauseMilliseconds: 1 })).toEqual([]);
  });

  it("shows the crew its banner under the deployed policy, which nothing on the page breaks", async () => {
    const { key } = await (await openServerKeys(site)).make(["STATE_READ"]);
    const page = await browser.newPage();
    const watch = await watchPolicy(page);
    await page.goto(`${site.url}/crew.html?event=QXW7LMD#key=${key}`);

    await page.getByText("Do not depart until full payment is received and logged.").waitFor();
    await page.goto(site.url);
    await page.getByRole("heading", { name: "Payments are running" }).waitFor();
    expect(watch).toEqual({ violations: [], complaints: [] });
  });

  it("serves the elements to a page of another server, held to their hash", async () => {
    const place = { origin: site.url, path: "/", allowedOrigins: [other.url], pinned };
    const { key } = await (await openServerKeys(site)).make(["PAYMENTS_READ"]);
    const page = await browser.newPage();
    otherPage.body = Buffer.from(`<!doctype html>${pinnedSnippet(place).replace("EVENT_ID", "QXW7LMD")}
      <script type="module">document.querySelector("payment-provider").getToken = () => "${key}";</script>`);
    await page.goto(`${other.url}/other.html`);

    await expect.poll(() => page.locator("payment-list .total").textContent()).toContain("$550.00");
  });
});
