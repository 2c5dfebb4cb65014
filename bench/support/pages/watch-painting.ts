import type { Watch } from "./watched-page.ts";

/** The selectors of a page's list, used alike for all pages. */
export interface Look {
  /** The element that contains the list, directly or in its shadow root. */
  host: string;
  total: string;
  /** Every entry of the ledger. */
  line: string;
  /** The button for older entries, which disappears after the last page. */
  more: string;
}

/** The times, in milliseconds since the start of the navigation. */
export interface Painted {
  /** The total and the first page of rows. */
  first: number;
  /** All rows, if requested. */
  all: number | null;
  lines: number;
}

/** Watches one list. With `isAll`, it presses the button for more as soon as the previous page is in the document. */
export const watchPainting: Watch<{ look: Look; firstLines: number; isAll: boolean }, Painted> = async (
  whenPainted,
  { look, firstLines, isAll },
) => {
  const root = () => {
    const host = document.querySelector(look.host);
    return host?.shadowRoot ?? host;
  };
  const countLines = () => root()?.querySelectorAll(look.line).length ?? 0;

  const isPending = (button: Element) => button.matches('[disabled], [aria-disabled="true"]');

  /** Presses the button until it disappears. Searching all rows at every press would itself take the measured time. */
  const pressOn = () =>
    new Promise<void>((resolve) => {
      let button: HTMLElement | null | undefined;
      let wasPending = true;
      const press = () => {
        if (!button?.isConnected) button = root()?.querySelector<HTMLElement>(look.more);
        if (!button) resolve();
        else if (isPending(button)) wasPending = true;
        else if (wasPending) {
          wasPending = false;
          button.click();
        }
      };
      const changes = { subtree: true, childList: true, attributeFilter: ["disabled", "aria-disabled"] };
      new MutationObserver(press).observe(root() as Node, changes);
      press();
    });

  const isFirstThere = () =>
    countLines() >= firstLines && Boolean(root()?.querySelector(look.total)?.textContent?.trim());
  const first = await whenPainted(isFirstThere);
  if (!isAll) return { first, all: null, lines: countLines() };
  await pressOn();
  const all = await whenPainted(() => true);
  return { first, all, lines: countLines() };
};
