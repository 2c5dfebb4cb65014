import type { Browser } from "playwright-core";
import type { PageVariant } from "./page-variants.ts";
import type { PaymentsSite } from "./payments-site.ts";
import { type Painted, watchPainting } from "./watch-painting.ts";
import { inFreshContext, openWatched } from "./watched-page.ts";

/** How much slower the phone's processor is than this machine's. */
const SLOWDOWN = 4;

/** Opens a variant's page on a slow processor with an empty cache, and returns when it was painted. */
export function visit(
  browser: Browser,
  { url, ...given }: { url: string; firstLines: number; isAll: boolean } & Pick<PageVariant, "look">,
): Promise<Painted> {
  return inFreshContext(browser, async (page, context) => {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    return openWatched(page, { url, watch: watchPainting, given });
  });
}

/** What a page has loaded, in bytes on the wire. */
export interface LoadedBytes {
  /** Files that the page itself references. */
  initial: number;
  /** All scripts and style sheets, including those loaded until the form is ready. */
  withForm: number;
}

/** Opens a variant's page and its form, and adds up the loaded scripts and style sheets. */
export function countLoadedBytes(
  browser: Browser,
  { site, variant }: { site: PaymentsSite; variant: PageVariant },
): Promise<LoadedBytes> {
  return inFreshContext(browser, async (page) => {
    const url = site.urlOf(variant);
    await page.goto(url);
    await page.getByRole("button", { name: "Log payment" }).first().click();
    await page.getByLabel("Who paid").waitFor();
    const { named, loaded } = await page.evaluate(() => ({
      named: [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>("script[src], link")].map(
        (element) => ("src" in element ? element.src : element.href),
      ),
      loaded: performance.getEntriesByType("resource").map(({ name }) => name),
    }));
    const bytesOf = (urls: readonly string[]) =>
      [...new Set(urls)]
        .map((loadedUrl) => new URL(loadedUrl).pathname)
        .filter((pathname) => /\.(js|css)$/.test(pathname))
        .reduce((sum, pathname) => sum + site.bytesOf(pathname), 0);
    return { initial: bytesOf(named), withForm: bytesOf(loaded) };
  });
}
