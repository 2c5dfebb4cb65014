import { nothing, type PropertyValues } from "lit";
import { property, query } from "lit/decorators.js";
import type { EventAnswer } from "../api/event-loader.ts";
import { mayLog } from "../api/may-log.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { drawAround } from "../shared/draw-around.ts";
import { PaymentBeforeSubmitEvent, PaymentCloseEvent, PaymentLoggedEvent } from "../shared/events.ts";
import { formatMoney } from "../shared/formats.ts";
import { entryTexts, modalTexts } from "../shared/texts.ts";
import { toast } from "../shared/toast.ts";
import { buttonStyles, tokens } from "../shared/tokens.ts";
import { drawDeadEnd, drawDialog, drawLoading } from "./dialog-view.ts";
import { fieldNames, isFieldName } from "./form-values.ts";
import { drawForm } from "./form-view.ts";
import { LogPaymentForm } from "./log-payment-form.ts";
import { installOpenRequests, offerModal } from "./open-requests.ts";
import { modalStyles } from "./payment-modal.styles.ts";
import { drawQuestion } from "./question-view.ts";
import type { LoggedAnswer, Question } from "./refusals.ts";

/**
 * The form with which a payment is logged, in a native dialog.
 *
 * It stays open until the server has answered. A try whose answer was lost and the next try are one payment, also
 * when the form was closed in between: what was typed is kept for the event until it is stored.
 *
 * One modal serves all lists under the same `<payment-provider>`, and any element with
 * `data-payment-open="EVENT_ID"`. Where the page has none, a list makes its own.
 *
 * ```html
 * <payment-provider endpoint="/graphql">
 *   <button type="button" data-payment-open="2026-06-14-rivera-sunset">Log payment</button>
 *   <payment-modal></payment-modal>
 * </payment-provider>
 * ```
 *
 * @element payment-modal
 * @attr {string} event-id - The dispatch tool's event id, for `open()` without one.
 * @attr {boolean} open - Whether the dialog is open. Reflected; may be set to open it.
 * @attr {string} endpoint - URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given.
 * @prop {() => string | Promise<string>} getToken - Gives the credential. The provider's unless given. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. The provider's unless given.
 * @prop {boolean} isOpen - The same as the attribute `open`; `open` itself is the method.
 * @fires payment-before-submit - The checked input is about to be sent as `detail`. Cancel it to send nothing.
 * @fires payment-logged - The payment is stored: `{ payment, event, replayed }`.
 * @fires payment-error - There was no answer, or a failure of the server: `{ code, message, requestId }`.
 * @fires payment-toast - A sentence for a moment: `{ message, tone }`. Cancel it to show it in the page's own way.
 * @fires payment-close - The dialog was closed: `{ eventId, outcome }`, `outcome` being `logged`, `nothing` or `unknown`.
 * @csspart dialog - The dialog itself.
 * @csspart header - Heading and close button.
 * @csspart heading - The heading.
 * @csspart event-title - The title of the event.
 * @csspart close-button - The button that closes the dialog.
 * @csspart body - The part that scrolls.
 * @csspart field - One field with its label and its fault.
 * @csspart method - One way to pay.
 * @csspart fault - What is wrong with a field.
 * @csspart existing - The earlier entry, when asking about it.
 * @csspart alert - The sentence about the form as a whole.
 * @csspart footer - The buttons.
 * @csspart submit-button - "Log payment".
 * @csspart cancel-button - "Cancel".
 * @csspart confirm-button - "Log anyway", or "Log this as a separate payment".
 * @csspart decline-button - "Go back", or closing with the earlier payment.
 * @cssprop --payment-accent - Colour of the main button, of what is chosen and of focus.
 * @cssprop --payment-on-accent - Colour of text on the main button.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper.
 * @cssprop --payment-text - Colour of text.
 * @cssprop --payment-muted - Colour of secondary text.
 * @cssprop --payment-border - Colour of lines.
 * @cssprop --payment-control-border - Colour of the lines around controls.
 * @cssprop --payment-danger - Colour of faults.
 * @cssprop --payment-warning - Colour of what asks for care.
 * @cssprop --payment-warning-surface - Background of what asks for care.
 * @cssprop --payment-radius - Radius of corners.
 * @cssprop --payment-font - Font family.
 * @cssprop --payment-modal-width - Width of the dialog on wide screens.
 */
export class PaymentModal extends ConnectedElement {
  static override styles = [tokens, buttonStyles, modalStyles];

  @property({ type: Boolean, attribute: "open", reflect: true }) isOpen = false;

  @query("dialog") private dialog!: HTMLDialogElement;

  readonly #event = new QueryController<readonly [PaymentsApi, string], EventAnswer>(this, {
    args: () => (this.isOpen && this.eventId ? ([this.api, this.eventId] as const) : undefined),
    run: async ([api, eventId], signal) => knownEvent(api, eventId) ?? api.events.load(eventId, signal),
    onComplete: (answer) => this.#onEvent(answer),
    onError: (error) => this.announceError(error),
  });

  readonly #form = new LogPaymentForm(this, {
    api: () => this.api,
    beforeSubmit: (input) => this.dispatchEvent(new PaymentBeforeSubmitEvent(input)),
    onLogged: (answer) => void this.#onLogged(answer),
    onTrouble: (message, error) => {
      if (error) this.announceError(error);
      toast(this.#voice, { message, tone: "failure" });
    },
    onTurn: () => void this.#moveFocus(),
  });

  #withdraw: (() => void) | undefined;
  #outcome: PaymentCloseEvent["detail"]["outcome"] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    installOpenRequests();
    this.#withdraw = offerModal(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#withdraw?.();
    this.isOpen = false;
  }

  /** Opens the form for an event, that of `event-id` unless one is given. While an answer is on its way, it shows that form again. */
  open(eventId?: string): void {
    if (this.#form.isPending) {
      this.isOpen = true;
      return;
    }
    this.eventId = eventId || this.eventId;
    if (!this.eventId) throw new Error(modalTexts.openedWithoutEvent);
    if (this.#form.subject?.event.id !== this.eventId) this.#form.leave();
    this.isOpen = true;
  }

  /** Closes the form. What was typed is kept until it is logged. Does nothing while an answer is on its way. */
  close(): void {
    if (!this.#form.isPending) this.isOpen = false;
  }

  /** Sends the form as its button does: checked first, and once. Does nothing while it is closed. */
  submit(): void {
    if (this.isOpen) this.#form.submit();
  }

  /** Fetches what the form needs to know anew. */
  refresh(): void {
    void this.#event.refresh();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("isOpen")) return;
    if (this.isOpen && !this.dialog.open) this.dialog.showModal();
    if (this.isOpen || !changed.get("isOpen")) return;
    this.dialog.close();
    this.#announceClose();
  }

  protected override render() {
    return drawDialog({
      heading: modalTexts.heading,
      eventTitle: this.#form.subject?.event.title ?? this.eventId,
      content: this.isOpen ? this.#drawContent() : nothing,
      isPending: this.#form.isPending,
      onClose: () => this.close(),
      onCancel: this.#onCancel,
      onNativeClose: this.#onNativeClose,
    });
  }

  #drawContent() {
    const { subject, question } = this.#form;
    if (subject) return question ? this.#drawQuestion(question, subject.answer) : this.#drawForm();
    const { value, error } = this.#event;
    if (error) return this.#drawDeadEnd(error.message);
    if (!value) return drawLoading();
    return this.#drawDeadEnd(value.event ? modalTexts.mayNotLog : modalTexts.eventUnknown);
  }

  #drawForm() {
    const { values, rules, faults, notice, isPending } = this.#form;
    if (!values || !rules) return nothing;
    return drawForm({
      ...{ values, rules, faults, notice, isPending },
      onEdit: this.#onEdit,
      onChange: this.#onChange,
      onSubmit: this.#onSubmit,
      onCancel: () => this.close(),
    });
  }

  #drawQuestion(question: Question, answer: EventAnswer) {
    return drawQuestion({
      ...{ question, answer, isPending: this.#form.isPending },
      onConfirm: () => this.#form.confirm(),
      onDecline: () => (question.kind === "duplicate" ? this.#form.goBack() : this.#onEarlierKept()),
    });
  }

  #drawDeadEnd(sentence: string) {
    return drawDeadEnd({ sentence, onClose: () => this.close(), onRetry: () => this.refresh() });
  }

  #onEvent(answer: EventAnswer): void {
    if (answer.event && mayLog(answer)) this.#form.begin(answer.event, answer);
  }

  /** Closed before it is announced, so that whoever hears it may open the form for the next payment. */
  async #onLogged({ payment, event, replayed }: LoggedAnswer): Promise<void> {
    if (this.isOpen) this.#outcome = "logged";
    this.isOpen = false;
    await this.updateComplete;
    this.#voice.dispatchEvent(new PaymentLoggedEvent({ payment, event, replayed }));
    const amount = payment.amount ? formatMoney(payment.amount) : (payment.storedAmount ?? "");
    const sentence = (patron: string) => modalTexts.logged(amount, patron);
    const patron = payment.patron ?? entryTexts.noPatron;
    toast(
      this.#voice,
      { message: sentence(patron), tone: "success" },
      { drawn: drawAround(sentence, patron) },
    );
  }

  #onEarlierKept(): void {
    this.#outcome = "unknown";
    this.#form.discard();
    this.close();
  }

  #announceClose(): void {
    const outcome = this.#outcome ?? (this.#form.isUnanswered ? "unknown" : "nothing");
    this.#outcome = undefined;
    if (!this.#form.isPending) this.#form.leave();
    this.#voice.dispatchEvent(new PaymentCloseEvent({ eventId: this.eventId, outcome }));
  }

  readonly #onEdit = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    if (isFieldName(name)) this.#form.edit(name, value);
  };

  readonly #onChange = ({ target }: Event) => {
    if ((target as HTMLInputElement).name === "amount") this.#form.completeAmount();
  };

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.#form.submit();
  };

  readonly #onCancel = (event: Event) => {
    if (this.#form.isPending) event.preventDefault();
  };

  /** The browser closes a dialog by itself, too; and tells only later, when it may be open again. */
  readonly #onNativeClose = () => {
    this.isOpen = this.dialog.open;
  };

  /** To the question, to the first field that is wrong, or to where typing starts. */
  async #moveFocus(): Promise<void> {
    await this.updateComplete;
    const { question, faults } = this.#form;
    const wrong = fieldNames.find((name) => faults[name]);
    const target = question ? ".first-choice" : `[name="${wrong ?? "patron"}"]`;
    this.renderRoot.querySelector<HTMLElement>(target)?.focus();
  }

  /** An answer can come after the page has removed the element; it is still to be heard. */
  get #voice(): Element {
    return this.isConnected ? this : document.documentElement;
  }
}

/** What a card on the page has fetched already: with it, the form opens at once. */
function knownEvent(api: PaymentsApi, eventId: string): EventAnswer | undefined {
  const known = api.events.latest(eventId);
  return known?.event && mayLog(known) ? known : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-modal": PaymentModal;
  }
}
