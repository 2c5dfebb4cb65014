import { html, nothing, type TemplateResult } from "lit";

/** The sentence about a form as a whole. Its place is always there, so that what comes into it is read out. */
export function drawNotice(notice: string): TemplateResult {
  return html`<div class="alert-place" role="alert">${notice ? html`<p part="alert" class="alert">${notice}</p>` : nothing}</div>`;
}
