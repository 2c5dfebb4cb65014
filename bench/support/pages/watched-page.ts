import type { Browser, BrowserContext, Page } from "playwright-core";

/** As tests have it: a phone's size, and nothing that slides in while it is measured. */
const PHONE = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" } as const;

const PATIENCE_MILLISECONDS = 60_000;

declare global {
  var seen: Promise<unknown>;
}

/** Answers when the frame in which something is there was painted, in milliseconds since the navigation began. */
type WhenPainted = (isThere: () => boolean) => Promise<number>;

/** Watches a page from within it. It stands by itself: the browser is handed its text. */
export type Watch<Given, Seen> = (whenPainted: WhenPainted, given: Given) => Promise<Seen>;

/** Looks at a page with nothing kept from earlier visits. Throws when a script of the page does. */
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

/** Opens a page that is watched before any script of its own has run, and answers what was seen; not for ever. */
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

/** What is in the document as a frame begins is painted in it, and the next task comes after that. */
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
