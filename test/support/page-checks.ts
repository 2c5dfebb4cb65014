import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** The violations that axe finds, each short enough for the output of a failing test. */
export async function violationsOn(page: Page): Promise<string[]> {
  return runAxe(page, {});
}

/** The violations of color rules alone; all other rules give the same result in every color scheme. */
export async function contrastViolationsOn(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ["cat.color"] });
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  // Colors in a transition are not checked.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (chosen) =>
      // Without `resultTypes`, axe spends most of its time describing the passed elements.
      (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"], ...chosen }),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Whether anything on the page is wider than the screen. */
export function hasHorizontalScroll(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Whether anything in the open dialog is wider than its space. Parts for screen readers are one pixel wide. */
export function isCutOff(page: Page): Promise<boolean> {
  return page
    .locator("dialog[open]")
    .evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll("*")].some(
        (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1,
      ),
    );
}
