import type { Page } from "playwright-core";
import type { Chromium } from "./chromium.ts";

/** A third party's page, and every address that it can load. */
export interface ForeignPage {
  html: string;
  /** Its Content-Security-Policy. */
  policy?: string;
  /** Scripts by their addresses, on any server. */
  scripts?: Record<string, string | Buffer>;
  /** Runs before the page is opened. */
  prepare?: (page: Page) => Promise<unknown>;
}

const URL = "https://dispatch.example.com/";

/** The endpoint of its elements. The server there refuses every caller. */
export const ENDPOINT = "https://payments.example.com/graphql";

/** Opens the page without a server. */
export async function openForeignPage(
  browser: Chromium,
  { html, policy = "", scripts = {}, prepare }: ForeignPage,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.route("**", (route) => {
    const url = route.request().url();
    const headers = { "access-control-allow-origin": "*" };
    const script = scripts[url];
    if (script)
      return route.fulfill({ body: script, headers: { ...headers, "content-type": "text/javascript" } });
    if (url !== URL) return route.fulfill({ status: url === ENDPOINT ? 401 : 404, headers });
    return route.fulfill({
      body: html,
      headers: { "content-type": "text/html", "content-security-policy": policy },
    });
  });
  await prepare?.(page);
  await page.goto(URL);
  return page;
}
