import { type CSSResult, css, type LitElement, unsafeCSS } from "lit";
import { buttonStyles, tokens } from "./tokens.ts";

/**
 * A page may style the element itself in any way: reset it, enlarge its text, set the root font size to 62.5 %. So everything
 * is drawn inside `.base`, which inherits only what applies to a page as a whole. Its font size is "medium", the size that the
 * reader has set in the browser.
 */
const base = css`
  :host {
    display: block;
  }

  .base {
    all: initial;
    --_rem: 1em;
    --side-start: left;
    --side-end: right;

    display: block;
    pointer-events: inherit;
    visibility: inherit;
    color: var(--_text);
    font: 400 medium / 1.45 var(--_font);
    color-scheme: inherit;
    text-size-adjust: 100%;
  }

  /* Each text has its own direction; the layout has the page's. */
  .base:dir(rtl) {
    --side-start: right;
    --side-end: left;

    text-align: right;
  }

  .base:dir(rtl) * {
    unicode-bidi: plaintext;
  }
`;

/** The style sheets of an element, including the shared ones. A rem in them is the reader's, not the page's. */
export function elementStyles(...sheets: CSSResult[]): CSSResult[] {
  registerRem();
  return [tokens, base, buttonStyles, ...sheets].map(adapted);
}

/** Adds style sheets to an element that is already drawn, for parts that were loaded later. */
export function adoptStyles({ renderRoot }: LitElement, ...sheets: CSSResult[]): void {
  if (!(renderRoot instanceof ShadowRoot)) return;
  renderRoot.adoptedStyleSheets.push(...sheets.flatMap((sheet) => adapted(sheet).styleSheet ?? []));
}

/** Leaves `@media` conditions as they are, where a rem already is the reader's. Without `light-dark()` only the light values remain. */
function adapted({ cssText }: CSSResult): CSSResult {
  const scaled = cssText.replace(/([\d.]+)rem(?=[^{}]*[;}])/g, "calc($1 * var(--_rem))");
  const hasBoth = globalThis.CSS?.supports?.("color", "light-dark(red,red)");
  return unsafeCSS(hasBoth ? scaled : scaled.replace(/light-dark\(([^,]+),[^)]+\)/g, "$1"));
}

/** A registered length is computed where it is set; plain text would be computed again in every smaller line. */
function registerRem(): void {
  const rem = { name: "--_rem", syntax: "<length>", inherits: true, initialValue: "16px" };
  try {
    globalThis.CSS?.registerProperty?.(rem);
  } catch {
    // The page contains a second copy of this file, or a second element was created.
  }
}
