import type { ReactiveControllerHost } from "lit";
import type { ApiError } from "../api/api-error.ts";
import type { DashboardEvent, EventAnswer } from "../api/event-answer.ts";
import type { LogPaymentInput } from "../api/generated/graphql.ts";
import { createIdempotencyKey, MutationController } from "../api/mutation-controller.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { type Draft, type DraftPlace, discardDraft, isTouched, openDraft } from "../outbox/drafts.ts";
import type { Faults, FieldName, FormValues } from "../outbox/form-values.ts";
import { KeptError, outboxOf } from "../outbox/outbox.ts";
import { currencyOf } from "../shared/currency.ts";
import { dateIn, formatDecimal, readTypedAmount } from "../shared/form-formats.ts";
import { beginForm, rememberMethod, suggestPatrons } from "./begin-form.ts";
import { type CheckedFields, type CheckedForm, checkForm } from "./check-form.ts";
import type { DrawnRules } from "./form-view.ts";
import { type LoggedAnswer, type LogPaymentAnswer, type Question, toRefusal } from "./refusals.ts";
import { formTexts } from "./texts.ts";

/** Our own client always names what it sends. */
export type SentInput = LogPaymentInput & { idempotencyKey: string };

/** What the form needs of the element around it. */
export interface LogPaymentFormOptions {
  /** The client to send with. */
  api: () => PaymentsApi;

  /** Last word before sending; false sends nothing. */
  beforeSubmit: (input: LogPaymentInput) => boolean;

  /** The payment is stored. */
  onLogged: (answer: LoggedAnswer) => void;

  /** There is no answer; the payment is kept on this device and sent again by itself. */
  onKept: (input: SentInput, reason: ApiError) => void;

  /** There is no answer, or one that typing cannot mend. */
  onTrouble: (message: string, error?: ApiError) => void;

  /** The form shows something else now, and the focus should follow. */
  onTurn: () => void;
}

/**
 * One payment from the first letter typed to the server's word that it is stored.
 *
 * Read it from top to bottom: `begin` → `edit` → `submit` → an answer, a question or trouble → `submit` again, with
 * the same key until the server has confirmed.
 */
export class LogPaymentForm {
  /** The event that it is for, with what drawing it needs. Undefined until the form is begun. */
  subject: { event: DashboardEvent; answer: EventAnswer } | undefined;

  /** What is wrong, by field. */
  faults: Faults = {};

  /** A sentence about the form as a whole. */
  notice = "";

  /** An earlier entry that has to be decided about first. */
  question: Question | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: LogPaymentFormOptions;
  readonly #sending: MutationController<SentInput, LogPaymentAnswer>;
  #draft: Draft | undefined;

  constructor(host: ReactiveControllerHost, options: LogPaymentFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#sending = new MutationController(host, {
      run: (input) => this.#send(input),
      onAnswer: (answer) => this.#onAnswer(answer),
      onError: (error, input) => this.#onError(error, input),
    });
  }

  /** What the fields hold. */
  get values(): FormValues | undefined {
    return this.#draft?.values;
  }

  /** Whether an answer is on its way. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Whether the payment may be stored although nobody has said so. */
  get isUnanswered(): boolean {
    return this.isPending || this.question?.kind === "conflict" || Boolean(this.#draft?.isUnanswered);
  }

  /** What the fields have to obey. Asked anew each time: midnight may pass while somebody types. */
  get rules(): DrawnRules | undefined {
    if (!this.subject) return undefined;
    const { event, answer } = this.subject;
    return {
      methods: answer.paymentMethods,
      currency: currencyOf(event),
      today: dateIn(answer.settings),
    };
  }

  /** Takes up the draft left for an event, or a new one. A form that is begun for it already goes on as it is. */
  begin(event: DashboardEvent, answer: EventAnswer): void {
    const isBegun = this.subject?.event.id === event.id;
    this.subject = { event, answer };
    if (isBegun) return;
    this.#draft = openDraft(this.#place(event), beginForm(event, answer));
    this.#turn({ notice: noticeAbout(this.#draft) });
    this.#options.onTurn();
  }

  /** Who may be meant by what is typed as the patron. */
  get suggestions(): string[] {
    return this.subject && this.values ? suggestPatrons(this.subject.event, this.values.patron) : [];
  }

  /** Takes over what was typed. A sentence at a field goes as soon as it no longer applies. */
  edit(name: FieldName, value: string): void {
    if (!this.#draft) return;
    this.#draft.values = { ...this.#draft.values, [name]: value };
    this.#draft.allowDuplicate = false;
    if (this.faults[name]) this.faults = { ...this.faults, [name]: this.#check()?.faults[name] };
    this.#host.requestUpdate();
  }

  /** Shows an amount as it will be sent, so that a misread comma is seen before it counts. */
  completeAmount(): void {
    const { values, rules } = this;
    if (!values || !rules) return;
    const reading = readTypedAmount(values.amount, rules.currency);
    if (reading.ok) values.amount = formatDecimal(reading.decimal);
    this.#host.requestUpdate();
  }

  /** Checks and sends. Does nothing while an answer is on its way: a double tap is one payment. */
  submit(): void {
    const checked = this.#check();
    if (!checked || this.isPending) return;
    this.#turn({ faults: checked.faults });
    if (!checked.fields) {
      this.#options.onTurn();
      return;
    }
    const input = this.#inputOf(checked.fields);
    if (input && this.#options.beforeSubmit(input)) void this.#sending.run(input);
  }

  /** Yes to the question: log it although it looks like the earlier one, or beside the earlier one. */
  confirm(): void {
    if (!this.#draft || this.isPending) return;
    if (this.question?.kind === "duplicate") this.#draft.allowDuplicate = true;
    if (this.question?.kind === "conflict") this.#draft.idempotencyKey = createIdempotencyKey();
    this.submit();
  }

  /** Back from the question to the fields. */
  goBack(): void {
    this.#turn({});
    this.#options.onTurn();
  }

  /** Puts the form away. What was typed waits for the event to come up again. */
  leave(): void {
    this.subject = undefined;
    this.#draft = undefined;
    this.#turn({});
  }

  /** Puts the form away, and forgets what was typed: the payment is stored. */
  discard(): void {
    if (this.subject) discardDraft(this.#place(this.subject.event));
    this.leave();
  }

  #place({ id }: DashboardEvent): DraftPlace {
    return { endpoint: this.#options.api().endpoint, eventId: id };
  }

  #check(): CheckedForm | undefined {
    return this.values && this.rules && checkForm(this.values, this.rules);
  }

  #inputOf(fields: CheckedFields): SentInput | undefined {
    if (!this.subject || !this.#draft) return undefined;
    const { idempotencyKey, allowDuplicate } = this.#draft;
    const { id, currency } = this.subject.event;
    return { eventId: id, currency, ...fields, idempotencyKey, ...(allowDuplicate && { allowDuplicate }) };
  }

  async #send(input: SentInput): Promise<LogPaymentAnswer> {
    const { kind, name } = this.subject?.answer.viewer ?? { kind: "ANONYMOUS", name: null };
    return outboxOf(this.#options.api()).send(input, { kind, name });
  }

  #onAnswer(answer: LogPaymentAnswer): void {
    if (answer.__typename === "PaymentLogged") {
      if (this.values) rememberMethod(this.values.method);
      this.discard();
      this.#options.onLogged(answer);
      return;
    }
    const refusal = toRefusal(answer);
    this.#turn(refusal);
    this.#options.onTurn();
    if (refusal.notice) this.#options.onTrouble(refusal.notice);
  }

  #onError(error: ApiError, input: SentInput): void {
    if (error instanceof KeptError) {
      this.discard();
      this.#options.onKept(input, error);
      return;
    }
    const isUnknown = !error.isRefusedWhole;
    if (this.#draft && isUnknown) this.#draft.isUnanswered = true;
    this.#turn({ notice: isUnknown ? `${error.message} ${formTexts.notLoggedTwice}` : error.message });
    this.#options.onTrouble(error.message, error);
  }

  #turn(next: { faults?: Faults; notice?: string; question?: Question }): void {
    this.faults = next.faults ?? {};
    this.notice = next.notice ?? "";
    this.question = next.question;
    this.#host.requestUpdate();
  }
}

function noticeAbout(draft: Draft): string {
  if (draft.isUnanswered) return formTexts.unansweredBefore;
  return isTouched(draft) ? formTexts.draftKept : "";
}
