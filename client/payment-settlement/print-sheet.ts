import type { CSSResult } from "lit";
import { textLanguage } from "../shared/language.ts";

/** Options of `printCopy`. */
export interface PrintOptions {
  /** The parent of the frame during printing. */
  place: ParentNode & Node;
  /** The only style sheets of the copy; later ones win. */
  styles: readonly CSSResult[];
  /** The default file name of a PDF. */
  title: string;
}

/**
 * Prints a copy of an element without the page around it: the copy is in a separate document, without the page's styles, until
 * the print ends. Nothing in it is inline, so it works under the strictest content security policy.
 */
export function printCopy(element: Element, options: PrintOptions): void {
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  // Some browsers replace the empty document once more before they fire `load`.
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
  // Another document rejects a style sheet that was created in the page's own window.
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(styles.map(({ cssText }) => cssText).join("\n"));
  page.adoptedStyleSheets = [sheet];
  page.body.replaceChildren(page.importNode(element, true));
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.print();
}
