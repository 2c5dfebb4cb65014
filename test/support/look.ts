import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds, short enough to be read in a failing test. */
export async function violationsOn(page: Page): Promise<string[]> {
  return runAxe(page, {});
}

/** What axe finds in colors alone. It finds everything else in every color scheme, or in none. */
export async function contrastViolationsOn(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ["cat.color"] });
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  // Colors in transition are not what anybody reads.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (chosen) =>
      // Without it axe spends most of its time on describing where everything correct is.
      (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"], ...chosen }),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Whether anything on the page is wider than the screen. */
export function hasHorizontalScroll(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Whether anything in the open dialog is wider than the place it has. What is drawn for who only hears it is a pixel wide. */
export function isCutOff(page: Page): Promise<boolean> {
  return page
    .locator("dialog[open]")
    .evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll("*")].some(
        (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1,
      ),
    );
}
