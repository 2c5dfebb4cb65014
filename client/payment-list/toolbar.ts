import { html, nothing } from "lit";
import { type DashboardEvent, type EventAnswer, isAdmin } from "../api/event-answer.ts";
import { dialogOf } from "../dialog/dialog-of.ts";
import { openerTexts } from "../dialog/opener-texts.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";

/** What the buttons need besides the event. */
export interface ToolbarView {
  answer: EventAnswer;
  /** The list that the dialogs belong to. */
  list: ConnectedElement;
  /** Runs a function that loads a part of the page, and reports failures. */
  onLoad: (part: () => Promise<void>) => void;
}

/** The buttons for terms and settlement. Both dialogs are loaded on first use. */
export function drawToolbar(event: DashboardEvent, view: ToolbarView) {
  return html`
    ${isAdmin(view.answer) ? drawTermsButton(event, view) : nothing}
    ${event.payments.nodes.length > 0 ? drawSettlementButton(event, view) : nothing}
  `;
}

/** One button for both labels, so that it gets the focus back after terms were set for the first time. */
function drawTermsButton({ title, agreedTotal }: DashboardEvent, view: ToolbarView) {
  const label = agreedTotal ? openerTexts.editTermsFor(title) : openerTexts.setTermsFor(title);
  return html`
    <button part="terms-button" class="tool" type="button" aria-haspopup="dialog" aria-label=${label} @click=${() => openTerms(view)}>
      ${agreedTotal ? openerTexts.editTerms : openerTexts.setTerms}
    </button>
  `;
}

function drawSettlementButton({ title }: DashboardEvent, view: ToolbarView) {
  const label = openerTexts.settlementOf(title);
  return html`
    <button part="settlement-button" class="tool" type="button" aria-haspopup="dialog" aria-label=${label} @click=${() => openSettlement(view)}>
      ${openerTexts.settlement}
    </button>
  `;
}

function openTerms({ answer: { event }, list, onLoad }: ToolbarView): void {
  onLoad(async () => {
    const { PaymentTerms } = await import("../payment-terms/payment-terms.ts");
    const onUnanswered = () => list.refresh();
    if (event) dialogOf(list, { name: "payment-terms", from: PaymentTerms }).open({ event, onUnanswered });
  });
}

function openSettlement({ answer: { event, viewer }, list, onLoad }: ToolbarView): void {
  onLoad(async () => {
    const { PaymentSettlement } = await import("../payment-settlement/payment-settlement.ts");
    const dialog = dialogOf(list, { name: "payment-settlement", from: PaymentSettlement });
    if (event) dialog.open({ event, drawnUpBy: viewer.name });
  });
}
