import type { Watch } from "./watched-page.ts";

/** By what a page's list is found; the same is then looked for in all of them. */
export interface Look {
  /** The element that holds it, or the shadow root of which does. */
  host: string;
  total: string;
  /** Every entry of the ledger. */
  line: string;
  /** The way to older entries, which is gone when there are none. */
  more: string;
}

/** What was seen, in milliseconds since the navigation began. */
export interface Painted {
  /** The total and the first page of lines. */
  first: number;
  /** All lines, when they were asked for. */
  all: number | null;
  lines: number;
}

/** Watches one list. With `isAll`, it presses for more as soon as the answer to the press before is in the document. */
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

  /** Presses until the button is gone. Looking through all lines at every press would itself take the time that is measured. */
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
