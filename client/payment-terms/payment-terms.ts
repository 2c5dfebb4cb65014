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

/** The arguments of `open`. */
export interface TermsRequest {
  /** The event with its current terms. */
  event: EventTotalsFragment;
  /** Called if the dialog was closed after an attempt without a result: the list may be out of date. */
  onUnanswered: () => void;
}

/**
 * The dialog in which an admin sets an event's terms: its agreed total and its deposit. `<payment-list>` creates it on first
 * use.
 *
 * @element payment-terms
 * @fires payment-terms-set - The terms are set: `{ event }`.
 * @fires payment-error - There was no response, or the server failed: `{ code, message, requestId }`.
 * @fires payment-toast - A short message for the user: `{ message, tone }`. Cancel it to show the message yourself.
 * @csspart explanation - The explanation of terms. The other parts are those of `<payment-modal>`.
 */
export class PaymentTerms extends RequestDialog<TermsRequest> {
  static override styles = elementStyles(...termsStyles);

  readonly #form = new TermsForm(this, {
    api: () => this.api,
    onSet: (event) => void this.#onSet(event),
    onRefused: () => void this.#focusFault(),
    onTrouble: (error) => this.announceError(error),
  });

  /** Opens the dialog for an event. Does nothing while a result is pending. */
  open(request: TermsRequest): void {
    if (this.#form.isPending) return;
    this.#form.begin(request.event);
    this.request = request;
  }

  /** Closes it. Does nothing while a result is pending. */
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

  /** Focuses and selects the first amount, so that typing replaces it. */
  protected override show(): void {
    super.show();
    const first = this.renderRoot.querySelector("input");
    first?.focus();
    first?.select();
  }

  /** The dialog closes before the event is fired, so that listeners can open something else. */
  async #onSet(event: EventTotalsFragment): Promise<void> {
    this.request = undefined;
    await this.updateComplete;
    this.dispatchEvent(new PaymentTermsSetEvent({ event }));
    toast(this, { message: successText(event), tone: "success" });
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

function successText({ agreedTotal, deposit }: EventTotalsFragment): string {
  const total = agreedTotal ? formatMoney(agreedTotal) : "";
  return deposit ? termsTexts.savedWithDeposit(total, formatMoney(deposit)) : termsTexts.saved(total);
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-terms": PaymentTerms;
  }
}
