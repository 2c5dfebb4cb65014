import type { Page } from "playwright-core";

/** Violations of the policy in every frame since the watch started. */
export interface PolicyWatch {
  /** The violated directives, e.g. `script-src-elem`. */
  violations: string[];
  /** The browser's console messages about them. */
  complaints: string[];
}

/** Starts to watch; documents that are already open are not included. */
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

/** The frames of a page in which an injected script has left its mark. */
export async function markedFrames(page: Page): Promise<string[]> {
  const marks = page
    .frames()
    .map(async (frame) => ((await frame.evaluate("window.__pwned")) === undefined ? [] : [frame.url()]));
  return (await Promise.all(marks)).flat();
}
