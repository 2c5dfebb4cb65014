import type { LitElement } from "lit";
import type { ApiError } from "../api/api-error.ts";
import { type EventAnswer, mayLog } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { contentStyles } from "../dialog/content.styles.ts";
import { dialogStyles } from "../dialog/dialog.styles.ts";
import { fieldStyles } from "../dialog/fields.styles.ts";
import { isMoneyField } from "../dialog/money-fields.ts";
import { toast, toastAbout } from "../dialog/toast.ts";
import { announceLogged } from "../outbox/announce-logged.ts";
import { type FieldName, fieldNames, isFieldName } from "../outbox/form-values.ts";
import { outboxTexts } from "../outbox/texts.ts";
import { adoptStyles } from "../shared/element-styles.ts";
import {
  announceError,
  PaymentBeforeSubmitEvent,
  type PaymentCloseEvent,
  PaymentKeptEvent,
} from "../shared/events.ts";
import { formatMoney } from "../shared/formats.ts";
import { drawForm } from "./form-view.ts";
import { LogPaymentForm, type SentInput } from "./log-payment-form.ts";
import { drawQuestion } from "./question-view.ts";
import type { LoggedAnswer, Question } from "./refusals.ts";
import { deadEndTexts, formTexts } from "./texts.ts";

/** How the dialog was closed. */
export type Outcome = PaymentCloseEvent["detail"]["outcome"];

/** What the content needs from its element. */
export interface ModalContentOptions {
  api: () => PaymentsApi;

  /** The element that fires events: a result can arrive after the page has removed the modal, and must still be announced. */
  voice: () => Element;

  /** Draws a message instead of the form. */
  drawDeadEnd: (sentence: string) => unknown;

  /** Closes the dialog if it is open; resolves when it is closed. */
  close: (outcome?: Outcome) => Promise<void>;
}

/** The content of `<payment-modal>`: the form, or a question about an existing entry. */
export class ModalContent {
  /** The payment being entered. */
  readonly form: LogPaymentForm;

  readonly #host: LitElement;
  readonly #options: ModalContentOptions;

  constructor(host: LitElement, options: ModalContentOptions) {
    this.#host = host;
    this.#options = options;
    this.form = new LogPaymentForm(host, {
      api: options.api,
      beforeSubmit: (input) => host.dispatchEvent(new PaymentBeforeSubmitEvent(input)),
      onLogged: (answer) => void this.#onLogged(answer),
      onKept: (input, reason) => void this.#onKept(input, reason),
      onTrouble: (message, error) => this.#onTrouble(message, error),
      onTurn: () => void this.#moveFocus(),
    });
    adoptStyles(host, dialogStyles, contentStyles, fieldStyles);
  }

  /** Opens the draft of an event, unless it is open already or no payment can be logged. */
  begin(answer: EventAnswer): void {
    if (answer.event && mayLog(answer)) this.form.begin(answer.event, answer);
  }

  /** Draws the form or the question, or why there is none. Undefined until the event is known. */
  draw(answer: EventAnswer | undefined) {
    const { question, subject } = this.form;
    if (question && subject) return this.#drawQuestion(question, subject.answer);
    if (subject) return this.#drawForm();
    if (!answer) return undefined;
    if (!answer.event) return this.#options.drawDeadEnd(deadEndTexts.eventUnknown);
    return mayLog(answer) ? undefined : this.#options.drawDeadEnd(deadEndTexts.mayNotLog);
  }

  #drawForm() {
    const { values, rules, faults, notice, suggestions, isPending, isUnfolded, sum } = this.form;
    if (!values || !rules) return undefined;
    return drawForm({
      ...{ values, rules, faults, notice, suggestions, isPending, isUnfolded, sum },
      onUnfold: () => void this.#unfold(),
      onSuggestion: this.#onSuggestion,
      onFocus: this.#onFocus,
      onEdit: this.#onEdit,
      onChange: this.#onChange,
      onSubmit: this.#onSubmit,
      onCancel: () => void this.#options.close(),
    });
  }

  #drawQuestion(question: Question, answer: EventAnswer) {
    return drawQuestion({
      ...{ question, answer, isPending: this.form.isPending },
      onConfirm: () => this.form.confirm(),
      onDecline: () => (question.kind === "duplicate" ? this.form.goBack() : this.#keepEarlier()),
    });
  }

  /** The dialog closes before the event is fired, so that listeners can open the form for the next payment. */
  async #onLogged(logged: LoggedAnswer): Promise<void> {
    await this.#options.close("logged");
    announceLogged(this.#options.voice(), logged, formTexts.logged);
  }

  async #onKept(input: SentInput, reason: ApiError): Promise<void> {
    const { eventId, idempotencyKey, amount, currency, patron } = input;
    await this.#options.close("kept");
    const voice = this.#options.voice();
    announceError(voice, reason);
    voice.dispatchEvent(new PaymentKeptEvent({ eventId, idempotencyKey }));
    const drawn = formatMoney({ amount, currency: currency ?? "" });
    toastAbout(voice, {
      tone: "failure",
      sentence: (typed) => outboxTexts.kept(drawn, typed),
      typed: patron,
    });
  }

  #onTrouble(message: string, error?: ApiError): void {
    const voice = this.#options.voice();
    if (error) announceError(voice, error);
    toast(voice, { message, tone: "failure" });
  }

  #keepEarlier(): void {
    this.form.discard();
    void this.#options.close("unknown");
  }

  readonly #onEdit = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    if (isFieldName(name)) this.form.edit(name, value);
  };

  readonly #onSuggestion = (patron: string) => {
    this.form.edit("patron", patron);
    this.#focusOn("amount");
  };

  /** Selects an amount, so that typing replaces it. */
  readonly #onFocus = ({ target }: Event) => {
    if (isMoneyField((target as HTMLInputElement).name)) (target as HTMLInputElement).select();
  };

  readonly #onChange = ({ target }: Event) => {
    const { name } = target as HTMLInputElement;
    if (isMoneyField(name)) this.form.completeAmount(name);
  };

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.form.submit();
  };

  /** Moves the focus to the question, to the first invalid field, or to the first field. */
  async #moveFocus(): Promise<void> {
    await this.#host.updateComplete;
    const { question, faults } = this.form;
    const wrong = fieldNames.find((name) => faults[name]);
    if (question) this.#host.renderRoot.querySelector<HTMLElement>(".first-choice")?.focus();
    else this.#focusOn(wrong ?? "patron");
  }

  async #unfold(): Promise<void> {
    this.form.unfold();
    await this.#host.updateComplete;
    this.#focusOn("gratuity");
  }

  #focusOn(name: FieldName): void {
    this.#host.renderRoot.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }
}
