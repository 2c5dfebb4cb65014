import { html, type TemplateResult } from "lit";
import { textLanguage } from "../shared/language.ts";
import { dialogTexts } from "./dialog-texts.ts";

/** The input of `drawDialog`. */
export interface DialogView {
  heading: string;
  eventTitle: string;
  content: unknown;
  isPending: boolean;
  onClose: () => void;
  onCancel: (event: Event) => void;
  onNativeClose: () => void;
}

/** The native dialog around any content: it traps the focus, and restores it on close. */
export function drawDialog(view: DialogView): TemplateResult {
  const { isPending } = view;
  return html`
    <div part="base" class="base" lang=${textLanguage()}>
    <dialog
      part="dialog"
      aria-labelledby="heading"
      closedby=${isPending ? "none" : "closerequest"}
      @cancel=${view.onCancel}
      @close=${view.onNativeClose}
    >
      <div part="header" class="header">
        <div>
          <h2 part="heading" id="heading">${view.heading}</h2>
          <p part="event-title" class="event-title"><bdi>${view.eventTitle}</bdi></p>
        </div>
        <button
          part="close-button"
          class="close"
          type="button"
          aria-label=${dialogTexts.close}
          aria-disabled=${isPending}
          @click=${view.onClose}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      ${view.content}
    </dialog>
    </div>
  `;
}

/** A message while the content loads. */
export function drawLoading(sentence: string): TemplateResult {
  return html`<p class="body" role="status">${sentence}</p>`;
}

/** A message instead of the content, with a button to try again. */
export function drawDeadEnd(view: {
  sentence: string;
  onClose: () => void;
  onRetry: () => void;
}): TemplateResult {
  return html`
    <div part="body" class="body" role="alert"><p part="alert" class="alert">${view.sentence}</p></div>
    <div part="footer" class="footer">
      <div class="buttons">
        <button type="button" @click=${view.onClose}>${dialogTexts.close}</button>
        <button class="primary" type="button" @click=${view.onRetry}>${dialogTexts.tryAgain}</button>
      </div>
    </div>
  `;
}
