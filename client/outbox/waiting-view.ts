import { html, nothing } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatMoney, formatShortInstant } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";
import { partsWords } from "../shared/purpose-texts.ts";
import { partsOfInput } from "./form-of-input.ts";
import type { KeptPayment } from "./kept-payment.ts";
import { outboxTexts } from "./texts.ts";

/** The input of `drawWaiting`. */
export interface WaitingView {
  payments: readonly KeptPayment[];

  /** The list's data. Undefined if nothing could be fetched: then the viewer is unknown. */
  answer: EventAnswer | undefined;

  /** The key of the payment whose discard must be confirmed. */
  asked: string | undefined;

  onSend: () => void;
  onLook: (payment: KeptPayment) => void;
  onAsk: (key: string | undefined) => void;
  onDiscard: (payment: KeptPayment) => void;
}

/** The kept payments, above the logged ones and not included in totals. */
export function drawWaiting(view: WaitingView) {
  return html`
    <div part="waiting" class="entries waiting" role="list" aria-label=${outboxTexts.label}>
      ${view.payments.map((payment) => drawPayment(payment, view))}
    </div>
  `;
}

/** The number of kept payments without any details, for callers who are not signed in. */
export function drawCount(count: number) {
  return html`<p part="waiting" class="message">${outboxTexts.count(count)}</p>`;
}

function drawPayment(payment: KeptPayment, view: WaitingView) {
  const { input, objection, key } = payment;
  const amount = formatMoney({ amount: input.amount, currency: input.currency ?? "" });
  const method = methodName(input.method ?? null, view.answer?.paymentMethods ?? []);
  return html`
    <div class="entry" role="listitem">
      <p class="headline"><bdi>${input.patron}</bdi><span class="amount">${amount}</span></p>
      <p class="facts">
        <span class="badge" data-tone=${objection ? "stuck" : "waiting"}>${objection ? outboxTexts.needsYou : outboxTexts.waiting}</span>
        <span>${method}</span>
        ${input.reference ? html`<bdi class="reference">${input.reference}</bdi>` : nothing}
        ${drawParts(payment)}
      </p>
      <p class="facts"><span>${drawKept(payment, view.answer)}</span></p>
      ${drawReason(payment, view.answer)}
      ${view.asked === key ? drawSure(payment, view) : drawButtons(payment, view)}
    </div>
  `;
}

function drawParts({ input }: KeptPayment) {
  const words = partsWords(partsOfInput(input));
  return words && html`<span class="reference">${words}</span>`;
}

function drawKept({ keptAt, typedBy }: KeptPayment, answer: EventAnswer | undefined) {
  const timeZone = answer?.settings.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = formatShortInstant({ instant: new Date(keptAt).toISOString(), timeZone });
  const { name } = typedBy;
  return name ? drawAround((typed) => outboxTexts.keptBy(when, typed), name) : outboxTexts.keptAt(when);
}

function drawReason({ objection, typedBy }: KeptPayment, answer: EventAnswer | undefined) {
  if (objection) return html`<p class="remark" role="alert">${objection}</p>`;
  const isTheirs = !answer || (answer.viewer.kind === typedBy.kind && answer.viewer.name === typedBy.name);
  if (isTheirs) return nothing;
  const { name } = typedBy;
  return html`<p class="remark">${name ? drawAround(outboxTexts.waitsFor, name) : outboxTexts.waitsForOwner}</p>`;
}

function drawButtons(payment: KeptPayment, { onSend, onLook, onAsk }: WaitingView) {
  const { objection, key } = payment;
  return html`
    <div class="waiting-buttons">
      ${
        objection
          ? html`<button type="button" @click=${() => onLook(payment)}>${outboxTexts.look}</button>`
          : html`<button type="button" @click=${onSend}>${outboxTexts.sendNow}</button>`
      }
      <button type="button" @click=${() => onAsk(key)}>${outboxTexts.discard}</button>
    </div>
  `;
}

function drawSure(payment: KeptPayment, { onAsk, onDiscard }: WaitingView) {
  return html`
    <div class="waiting-buttons" role="alert">
      <p>${outboxTexts.sureToDiscard}</p>
      <button type="button" @click=${() => onAsk(undefined)}>${outboxTexts.keep}</button>
      <button type="button" @click=${() => onDiscard(payment)}>${outboxTexts.discard}</button>
    </div>
  `;
}
