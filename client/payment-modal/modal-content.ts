import type { LitElement } from "lit";
import type { ApiError } from "../api/api-error.ts";
import { type EventAnswer, mayLog } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { contentStyles } from "../dialog/content.styles.ts";
import { dialogStyles } from "../dialog/dialog.styles.ts";
import { fieldStyles } from "../dialog/fields.styles.ts";
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

/** How the dialog was left. */
export type Outcome = PaymentCloseEvent["detail"]["outcome"];

/** What the content needs of the element around it. */
export interface ModalContentOptions {
  api: () => PaymentsApi;

  /** Where events start: an answer can come after the page has removed the element, and is still to be heard. */
  voice: () => Element;

  /** Draws a sentence where there is no form. */
  drawDeadEnd: (sentence: string) => unknown;

  /** Closes the dialog, as far as it is open; resolves when it is closed. */
  close: (outcome?: Outcome) => Promise<void>;
}

/** What stands in the dialog of `<payment-modal>`: the form, or a question about an earlier entry. */
export class ModalContent {
  /** The payment that is typed. */
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

  /** Takes up the draft of an event, unless it is begun already or no payment can be logged for it. */
  begin(answer: EventAnswer): void {
    if (answer.event && mayLog(answer)) this.form.begin(answer.event, answer);
  }

  /** Draws the form or the question; or why there is none. Undefined until the event is known. */
  draw(answer: EventAnswer | undefined) {
    const { question, subject } = this.form;
    if (question && subject) return this.#drawQuestion(question, subject.answer);
    if (subject) return this.#drawForm();
    if (!answer) return undefined;
    if (!answer.event) return this.#options.drawDeadEnd(deadEndTexts.eventUnknown);
    return mayLog(answer) ? undefined : this.#options.drawDeadEnd(deadEndTexts.mayNotLog);
  }

  #drawForm() {
    const { values, rules, faults, notice, suggestions, isPending } = this.form;
    if (!values || !rules) return undefined;
    return drawForm({
      ...{ values, rules, faults, notice, suggestions, isPending },
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

  /** Closed before it is announced, so that whoever hears it may open the form for the next payment. */
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

  /** What was filled in is replaced by what is typed, not added to. */
  readonly #onFocus = ({ target }: Event) => {
    if ((target as HTMLInputElement).name === "amount") (target as HTMLInputElement).select();
  };

  readonly #onChange = ({ target }: Event) => {
    if ((target as HTMLInputElement).name === "amount") this.form.completeAmount();
  };

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.form.submit();
  };

  /** To the question, to the first field that is wrong, or to where typing starts. */
  async #moveFocus(): Promise<void> {
    await this.#host.updateComplete;
    const { question, faults } = this.form;
    const wrong = fieldNames.find((name) => faults[name]);
    if (question) this.#host.renderRoot.querySelector<HTMLElement>(".first-choice")?.focus();
    else this.#focusOn(wrong ?? "patron");
  }

  #focusOn(name: FieldName): void {
    this.#host.renderRoot.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }
}
