import type { EventTotalsFragment } from "../api/generated/graphql.ts";
import type { DialogHead } from "../dialog/dialog-element.ts";
import { openerTexts } from "../dialog/opener-texts.ts";
import { RequestDialog } from "../dialog/request-dialog.ts";
import { toast } from "../dialog/toast.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { PaymentTermsSetEvent } from "../shared/events.ts";
import { formatMoney } from "../shared/formats.ts";
import { termsStyles } from "./payment-terms.styles.ts";
import { TermsForm } from "./terms-form.ts";
import type { TermsField } from "./terms-values.ts";
import { drawTerms } from "./terms-view.ts";
import { termsTexts } from "./texts.ts";

/** What the dialog is opened with. */
export interface TermsRequest {
  /** The event, with what is agreed for it now. */
  event: EventTotalsFragment;
  /** The dialog was closed after a try without an answer: what the list shows may be out of date. */
  onUnanswered: () => void;
}

/**
 * The dialog in which an admin sets what was agreed for an event: its total and its deposit. Made by `<payment-list>` when
 * it is first used.
 *
 * @element payment-terms
 * @fires payment-terms-set - The terms are in force: `{ event }`.
 * @fires payment-error - There was no answer, or a failure of the server: `{ code, message, requestId }`.
 * @fires payment-toast - A sentence for a moment: `{ message, tone }`. Cancel it to show it in the page's own way.
 * @csspart explanation - What terms are for. The other parts are those of `<payment-modal>`.
 */
export class PaymentTerms extends RequestDialog<TermsRequest> {
  static override styles = elementStyles(...termsStyles);

  readonly #form = new TermsForm(this, {
    api: () => this.api,
    onSet: (event) => void this.#onSet(event),
    onRefused: () => void this.#focusFault(),
    onTrouble: (error) => this.announceError(error),
  });

  /** Opens the dialog for an event. Does nothing while an answer is on its way. */
  open(request: TermsRequest): void {
    if (this.#form.isPending) return;
    this.#form.begin(request.event);
    this.request = request;
  }

  /** Closes it. Does nothing while an answer is on its way. */
  override close(): void {
    if (!this.isPending && this.#form.isUnanswered) this.request?.onUnanswered();
    super.close();
  }

  protected get isPending(): boolean {
    return this.#form.isPending;
  }

  protected head(): DialogHead {
    const { request } = this;
    return {
      heading: request?.event.agreedTotal ? openerTexts.editTerms : openerTexts.setTerms,
      eventTitle: request?.event.title ?? request?.event.id ?? "",
    };
  }

  protected drawRequest({ event }: TermsRequest) {
    const { values, faults, notice, isPending } = this.#form;
    return drawTerms({
      ...{ values, faults, notice, isPending, currency: event.currency },
      onInput: ({ target }) => {
        const { name, value } = target as HTMLInputElement;
        this.#form.edit(name as TermsField, value);
      },
      onChange: ({ target }) => this.#form.complete((target as HTMLInputElement).name as TermsField),
      onSubmit: this.#onSubmit,
      onCancel: () => this.close(),
    });
  }

  /** Typing begins at once, and replaces what is agreed now. */
  protected override show(): void {
    super.show();
    const first = this.renderRoot.querySelector("input");
    first?.focus();
    first?.select();
  }

  /** Closed before it is announced, so that whoever hears it may open something else. */
  async #onSet(event: EventTotalsFragment): Promise<void> {
    this.request = undefined;
    await this.updateComplete;
    this.dispatchEvent(new PaymentTermsSetEvent({ event }));
    toast(this, { message: saysSet(event), tone: "success" });
  }

  async #focusFault(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.#form.submit();
    void this.#focusFault();
  };
}

function saysSet({ agreedTotal, deposit }: EventTotalsFragment): string {
  const total = agreedTotal ? formatMoney(agreedTotal) : "";
  return deposit ? termsTexts.savedWithDeposit(total, formatMoney(deposit)) : termsTexts.saved(total);
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-terms": PaymentTerms;
  }
}
