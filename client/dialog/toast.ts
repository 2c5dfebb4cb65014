import { html, nothing, render, type TemplateResult } from "lit";
import { closestProvider } from "../payment-provider/closest-provider.ts";
import { drawAround } from "../shared/draw-around.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { PaymentToastEvent } from "../shared/events.ts";
import { textLanguage } from "../shared/language.ts";
import { toastStyles } from "./toast.styles.ts";

const SHOWN_FOR_MS = 6_000;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows a message for a few seconds, unless the page cancels `payment-toast` to show it itself. `drawn` is the message with
 * markup around user input.
 */
export function toast(
  from: Element,
  detail: PaymentToastEvent["detail"],
  { drawn }: { drawn?: TemplateResult } = {},
): void {
  if (!from.dispatchEvent(new PaymentToastEvent(detail))) return;
  region ??= createRegion();
  // Inside the provider it inherits the page's tokens. Moving it to the end also puts it above dialogs opened since.
  (closestProvider(from) ?? document.body).append(region);
  popoverIn(region)?.showPopover?.();
  draw(region, html`<p data-tone=${detail.tone}>${drawn ?? detail.message}</p>`);
  clearTimeout(timer);
  timer = setTimeout(hide, SHOWN_FOR_MS, region);
}

/** Shows a message that contains user input. */
export function toastAbout(
  from: Element,
  about: { tone: PaymentToastEvent["detail"]["tone"]; sentence: (typed: string) => string; typed: string },
): void {
  const { tone, sentence, typed } = about;
  toast(from, { message: sentence(typed), tone }, { drawn: drawAround(sentence, typed) });
}

function hide(from: HTMLElement): void {
  draw(from, nothing);
  popoverIn(from)?.hidePopover?.();
}

function createRegion(): HTMLElement {
  const element = document.createElement("div");
  const root = element.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = elementStyles(toastStyles).flatMap(({ styleSheet }) => styleSheet ?? []);
  draw(element, nothing);
  return element;
}

/** The live region must exist before its content: screen readers do not announce content that is inserted with it. */
function draw({ shadowRoot }: HTMLElement, sentence: TemplateResult | typeof nothing): void {
  const region = html`
    <div class="base" lang=${textLanguage()}><div class="toast" role="status" popover="manual">${sentence}</div></div>
  `;
  if (shadowRoot) render(region, shadowRoot);
}

function popoverIn({ shadowRoot }: HTMLElement): HTMLElement | null | undefined {
  return shadowRoot?.querySelector<HTMLElement>(".toast");
}
