import type { Page } from "playwright-core";

/** What pages did that their policy forbids, in every frame, since the watch began. */
export interface PolicyWatch {
  /** By the directive that was broken, e.g. `script-src-elem`. */
  violations: string[];
  /** What the browser had to say about it. */
  complaints: string[];
}

/** Begins to watch; pages that are open already are not seen. */
export async function watchPolicy(page: Page): Promise<PolicyWatch> {
  const watch: PolicyWatch = { violations: [], complaints: [] };
  page.on("console", (message) => {
    if (/content security policy|trusted/i.test(message.text())) watch.complaints.push(message.text());
  });
  await page.exposeFunction("noteViolation", (directive: string) => watch.violations.push(directive));
  await page.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation(directive: string): void };
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      noteViolation(effectiveDirective),
    );
  });
  return watch;
}

/** In which frames of a page a script of somebody else has set its mark. */
export async function markedFrames(page: Page): Promise<string[]> {
  const marks = page
    .frames()
    .map(async (frame) => ((await frame.evaluate("window.__pwned")) === undefined ? [] : [frame.url()]));
  return (await Promise.all(marks)).flat();
}
