import type { CSSResult } from "lit";
import { textLanguage } from "../shared/language.ts";

/** How a copy is printed. */
export interface PrintOptions {
  /** Where the frame lies while it is printed. */
  place: ParentNode & Node;
  /** The only sheets that reach the copy, later ones winning. */
  styles: readonly CSSResult[];
  /** What a file made of it is called. */
  title: string;
}

/**
 * Prints a copy of an element, and nothing of the page around it: the copy stands in a document of its own, which no style
 * of the page reaches, for as long as the print takes. Nothing in it is inline, so the strictest policy of a page lets it
 * through.
 */
export function printCopy(element: Element, options: PrintOptions): void {
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  // Some browsers replace the empty document once more before they tell that it is loaded.
  frame.addEventListener("load", () => printIn(frame, element, options), { once: true });
  options.place.append(frame);
}

function printIn(frame: HTMLIFrameElement, element: Element, { styles, title }: PrintOptions): void {
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!view) return;
  const { document: page } = view;
  page.title = title;
  page.documentElement.lang = textLanguage();
  page.documentElement.dir = getComputedStyle(element).direction;
  // A sheet of the page's own window is refused by another document.
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(styles.map(({ cssText }) => cssText).join("\n"));
  page.adoptedStyleSheets = [sheet];
  page.body.replaceChildren(page.importNode(element, true));
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.print();
}
