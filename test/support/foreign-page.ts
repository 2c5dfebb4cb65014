import type { Page } from "playwright-core";
import type { Chromium } from "./chromium.ts";

/** A page of somebody else, and all the addresses that there are for it. */
export interface ForeignPage {
  html: string;
  /** Its Content-Security-Policy. */
  policy?: string;
  /** Scripts by their addresses, on whatever server. */
  scripts?: Record<string, string | Buffer>;
  /** What to do before it is opened. */
  prepare?: (page: Page) => Promise<unknown>;
}

const URL = "https://dispatch.example.com/";

/** Where its elements ask. The server there knows nobody. */
export const ENDPOINT = "https://payments.example.com/graphql";

/** Opens it, without any server. */
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
