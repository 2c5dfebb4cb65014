import type { Browser, BrowserContext, Page } from "playwright-core";

/** Like the tests: a phone's size, without animations. */
const PHONE = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" } as const;

const PATIENCE_MILLISECONDS = 60_000;

declare global {
  var seen: Promise<unknown>;
}

/** Returns when the frame in which a condition holds was painted, in milliseconds since the start of the navigation. */
type WhenPainted = (isThere: () => boolean) => Promise<number>;

/** Watches a page from inside. It must be self-contained: the browser receives its source text. */
export type Watch<Given, Seen> = (whenPainted: WhenPainted, given: Given) => Promise<Seen>;

/** Uses a page with an empty cache. Throws if a script of the page throws. */
export async function inFreshContext<Seen>(
  browser: Browser,
  see: (page: Page, context: BrowserContext) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const fault = new Promise<never>((_, reject) => page.on("pageerror", reject));
    return await Promise.race([see(page, context), fault]);
  } finally {
    await context.close();
  }
}

/** Opens a page with a watch that starts before the page's own scripts, and returns its result, with a timeout. */
export async function openWatched<Given, Seen>(
  page: Page,
  { url, watch, given }: { url: string; watch: Watch<Given, Seen>; given: Given },
): Promise<Seen> {
  await page.addInitScript(`globalThis.seen = (${watch})(${whenPainted}, ${JSON.stringify(given)})`);
  await page.goto(url, { waitUntil: "commit" });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${url} never showed its list.`)), PATIENCE_MILLISECONDS);
  });
  try {
    return (await Promise.race([page.evaluate(() => globalThis.seen), tooLate])) as Seen;
  } finally {
    clearTimeout(timer);
  }
}

/** What is in the document when a frame starts is painted in that frame, and the next task runs after it. */
const whenPainted: WhenPainted = (isThere) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    const lookAtFrame = () => {
      if (isThere()) port2.postMessage(null);
      else requestAnimationFrame(lookAtFrame);
    };
    requestAnimationFrame(lookAtFrame);
  });
