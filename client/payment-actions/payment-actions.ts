import { nothing } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import type { DialogHead } from "../dialog/dialog-element.ts";
import { RequestDialog } from "../dialog/request-dialog.ts";
import { toast } from "../dialog/toast.ts";
import { currencyOf } from "../shared/currency.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { PaymentCorrectedEvent, PaymentRefundedEvent, PaymentVoidedEvent } from "../shared/events.ts";
import { dateIn } from "../shared/form-formats.ts";
import { formatMoney } from "../shared/formats.ts";
import { type ActionField, fieldsOf } from "./action-fields.ts";
import { ActionForm } from "./action-form.ts";
import { unitsLeft } from "./action-money.ts";
import { drawAction, drawChoices } from "./action-view.ts";
import { type ActionName, actionsFor } from "./actions.ts";
import { actionStyles } from "./payment-actions.styles.ts";
import type { ActionAnswer, Refused } from "./send-action.ts";
import { actionTexts, describeAction, successText } from "./texts.ts";

/** The arguments of `open`. */
export interface ActionRequest {
  entry: EntryFragment;
  /** The list's data about the event and the form. */
  answer: EventAnswer;
  /** Called after a mail was queued again. All other results are announced by events. */
  onMailQueued: () => void;
}

/**
 * The dialog for an admin's actions on one entry: void, refund, correct, move, resend its mail. `<payment-list>` creates it on
 * first use.
 *
 * @element payment-actions
 * @fires payment-voided - `{ payment, reversal, event, replayed }`.
 * @fires payment-refunded - `{ payment, reversal, event, replayed }`.
 * @fires payment-corrected - `{ original, replacement, event, originalEvent, replayed }`.
 * @fires payment-error - There was no response, or the server failed: `{ code, message, requestId }`.
 * @fires payment-toast - A short message for the user: `{ message, tone }`. Cancel it to show the message yourself.
 * @csspart choice - A selectable action. The other parts are those of `<payment-modal>`.
 */
export class PaymentActions extends RequestDialog<ActionRequest> {
  static override styles = elementStyles(...actionStyles);

  readonly #form = new ActionForm(this, {
    api: () => this.api,
    onDone: (action, answer) => void this.#onDone(action, answer),
    onTrouble: (error) => this.announceError(error),
  });

  /** Opens the dialog for an entry. */
  open(request: ActionRequest): void {
    const { event, settings } = request.answer;
    if (!event) return;
    const { entry } = request;
    const left = unitsLeft(entry, event.payments.nodes);
    this.#form.begin({ entry, left, currency: currencyOf(event), today: dateIn(settings) });
    this.request = request;
  }

  protected get isPending(): boolean {
    return this.#form.isPending;
  }

  protected head(): DialogHead {
    const { request } = this;
    const { action } = this.#form;
    return {
      heading: action ? describeAction(action).name : actionTexts.heading,
      eventTitle: request?.answer.event?.title ?? "",
    };
  }

  protected drawRequest({ entry, answer }: ActionRequest) {
    const { subject, action, values, faults, notice, isPending, isUnfolded, sum } = this.#form;
    if (!subject) return nothing;
    if (!action || !values)
      return drawChoices({
        ...{ entry, answer },
        actions: actionsFor(entry),
        onChoose: (chosen) => this.#choose(chosen),
      });
    return drawAction({
      ...{ action, subject, answer, values, faults, notice, isPending, isUnfolded, sum },
      onUnfold: () => void this.#unfold(),
      otherEvents: this.api.events.known().filter(({ id }) => id !== answer.event?.id),
      onInput: this.#onInput,
      onSubmit: this.#onSubmit,
      onBack: () => this.#choose(undefined),
    });
  }

  async #unfold(): Promise<void> {
    this.#form.unfold();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[name="gratuity"]')?.focus();
  }

  async #choose(action: ActionName | undefined): Promise<void> {
    this.#form.choose(action);
    await this.updateComplete;
    const { subject } = this.#form;
    const first = action && subject && (fieldsOf(action, subject)[0] ?? "");
    const target = first ? `[name="${first}"]` : action ? ".primary" : ".choice";
    this.renderRoot.querySelector<HTMLElement>(target)?.focus();
  }

  /** The dialog closes before the event is fired, so that listeners can open something else. */
  async #onDone(action: ActionName, answer: Exclude<ActionAnswer, Refused>): Promise<void> {
    const { request } = this;
    this.request = undefined;
    await this.updateComplete;
    if (answer.__typename === "PaymentVoided") this.dispatchEvent(new PaymentVoidedEvent(answer));
    if (answer.__typename === "PaymentRefunded") this.dispatchEvent(new PaymentRefundedEvent(answer));
    if (answer.__typename === "PaymentCorrected") this.dispatchEvent(new PaymentCorrectedEvent(answer));
    if (answer.__typename === "NotificationQueued") request?.onMailQueued();
    toast(this, { message: successText(action, amountOf(answer)), tone: "success" });
  }

  readonly #onInput = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    this.#form.edit(name as ActionField, value);
  };

  readonly #onSubmit = async (event: Event) => {
    event.preventDefault();
    this.#form.submit();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
}

function amountOf(answer: Exclude<ActionAnswer, Refused>): string {
  if (answer.__typename === "NotificationQueued") return "";
  const entry = "replacement" in answer ? answer.replacement : "reversal" in answer ? answer.reversal : null;
  const amount = entry?.amount;
  return amount ? formatMoney({ ...amount, amount: amount.amount.replace("-", "") }) : "";
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-actions": PaymentActions;
  }
}
