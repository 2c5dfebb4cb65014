import { html, render, type TemplateResult } from "lit";
import { closestProvider } from "../payment-provider/closest-provider.ts";
import { PaymentToastEvent } from "./events.ts";
import { toastStyles } from "./toast.styles.ts";
import { tokens } from "./tokens.ts";

const SHOWN_FOR_MS = 6_000;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows a sentence for a moment, unless the page cancels `payment-toast` to show it itself. `drawn` is the sentence with
 * elements in it, where it holds what somebody typed.
 */
export function toast(
  from: Element,
  detail: PaymentToastEvent["detail"],
  { drawn }: { drawn?: TemplateResult } = {},
): void {
  if (!from.dispatchEvent(new PaymentToastEvent(detail))) return;
  region ??= createRegion();
  // Inside the provider it inherits the page's tokens. Appended anew, it also lies above a dialog opened since.
  (closestProvider(from) ?? document.body).append(region);
  region.showPopover?.();
  if (region.shadowRoot)
    render(html`<p data-tone=${detail.tone}>${drawn ?? detail.message}</p>`, region.shadowRoot);
  clearTimeout(timer);
  timer = setTimeout(hide, SHOWN_FOR_MS);
}

function hide(): void {
  if (region?.shadowRoot) render(html``, region.shadowRoot);
  region?.hidePopover?.();
}

function createRegion(): HTMLElement {
  const element = document.createElement("div");
  element.setAttribute("role", "status");
  element.setAttribute("popover", "manual");
  const root = element.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [tokens, toastStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  return element;
}
