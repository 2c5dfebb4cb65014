import axe from "axe-core";
import type { Page } from "playwright-core";

/** The violations that axe finds, each short enough for the output of a failing test. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Colors in a transition are not checked.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Reporting the passed elements would take axe longer than checking them.
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
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
