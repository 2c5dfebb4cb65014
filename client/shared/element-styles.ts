import { type CSSResult, css, type LitElement, unsafeCSS } from "lit";
import { buttonStyles, tokens } from "./tokens.ts";

/**
 * A page may style the element itself in any way: reset it, blow up its letters, set the root element to 62.5 %. So
 * everything is drawn inside `.base`, which inherits nothing but what a page means for all of its parts. Its size is
 * "medium", which is what the reader has chosen in the browser.
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

  /* Each text has the direction of its own words; what stands where is the page's direction. */
  .base:dir(rtl) {
    --side-start: right;
    --side-end: left;

    text-align: right;
  }

  .base:dir(rtl) * {
    unicode-bidi: plaintext;
  }
`;

/** The sheets of an element, with what all elements share. A rem in them is the reader's, not the page's. */
export function elementStyles(...sheets: CSSResult[]): CSSResult[] {
  registerRem();
  return [tokens, base, buttonStyles, ...sheets].map(asTheBrowserNeeds);
}

/** Adds sheets to an element that is drawn already: those of a part which was loaded later. */
export function adoptStyles({ renderRoot }: LitElement, ...sheets: CSSResult[]): void {
  if (!(renderRoot instanceof ShadowRoot)) return;
  renderRoot.adoptedStyleSheets.push(...sheets.flatMap((sheet) => asTheBrowserNeeds(sheet).styleSheet ?? []));
}

/** Conditions of `@media` are left: there, a rem is the reader's already. Without `light-dark()` it is always day. */
function asTheBrowserNeeds({ cssText }: CSSResult): CSSResult {
  const scaled = cssText.replace(/([\d.]+)rem(?=[^{}]*[;}])/g, "calc($1 * var(--_rem))");
  const hasBoth = globalThis.CSS?.supports?.("color", "light-dark(red,red)");
  return unsafeCSS(hasBoth ? scaled : scaled.replace(/light-dark\(([^,]+),[^)]+\)/g, "$1"));
}

/** As a length it is computed where it is set; as mere text it would be another one in every smaller line. */
function registerRem(): void {
  const rem = { name: "--_rem", syntax: "<length>", inherits: true, initialValue: "16px" };
  try {
    globalThis.CSS?.registerProperty?.(rem);
  } catch {
    // The page holds a second copy of this file, or a second element has come.
  }
}
