import { html, type TemplateResult } from "lit";
import { formatMoney } from "../shared/formats.ts";

/** An amount whose sign stays before it, also in a page that is written from right to left. */
export function drawMoney(money: Parameters<typeof formatMoney>[0]): TemplateResult {
  return html`<bdi>${formatMoney(money)}</bdi>`;
}
