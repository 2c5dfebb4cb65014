import type { ReactiveControllerHost } from "lit";
import type { ApiError } from "../api/api-error.ts";
import type { DashboardEvent, EventAnswer } from "../api/event-answer.ts";
import type { LogPaymentInput } from "../api/generated/graphql.ts";
import { createIdempotencyKey, MutationController } from "../api/mutation-controller.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { isMoneyField, isUnfolded, readMoney } from "../dialog/money-fields.ts";
import { type MoneyField, moneyFields } from "../dialog/money-parts.ts";
import { sumWords } from "../dialog/money-texts.ts";
import { type Draft, type DraftPlace, discardDraft, isTouched, openDraft, timeOf } from "../outbox/drafts.ts";
import type { Faults, FieldName, FormValues } from "../outbox/form-values.ts";
import { KeptError, outboxOf } from "../outbox/outbox.ts";
import { currencyOf } from "../shared/currency.ts";
import { dateIn, formatDecimal, readTypedAmount } from "../shared/form-formats.ts";
import { type CheckedFields, type CheckedForm, checkForm } from "./check-form.ts";
import type { DrawnRules } from "./form-view.ts";
import { initialForm, rememberMethod, suggestPatrons } from "./initial-form.ts";
import { type LoggedAnswer, type LogPaymentAnswer, type Question, toRefusal } from "./refusals.ts";
import { formTexts } from "./texts.ts";

/** Our own client always sends an idempotency key. */
export type SentInput = LogPaymentInput & { idempotencyKey: string };

/** What the form needs from its element. */
export interface LogPaymentFormOptions {
  /** The client to send with. */
  api: () => PaymentsApi;

  /** Called before sending; false prevents it. */
  beforeSubmit: (input: LogPaymentInput) => boolean;

  /** Called after the payment is stored. */
  onLogged: (answer: LoggedAnswer) => void;

  /** Called if there is no result; the payment is kept on this device and retried automatically. */
  onKept: (input: SentInput, reason: ApiError) => void;

  /** Called if there is no result, or one that the user cannot fix by typing. */
  onTrouble: (message: string, error?: ApiError) => void;

  /** Called when the form's content changes, so that the focus can follow. */
  onTurn: () => void;
}

/**
 * A payment from the first typed character to the server's confirmation.
 *
 * The sequence: `begin` → `edit` → `submit` → a result, a question or a failure → `submit` again, with the same key until the
 * server has confirmed.
 */
export class LogPaymentForm {
  /** The event with its data; undefined before `begin`. */
  subject: { event: DashboardEvent; answer: EventAnswer } | undefined;

  /** Messages by field. */
  faults: Faults = {};

  /** A message about the form as a whole. */
  notice = "";

  /** A question about an existing entry that must be answered first. */
  question: Question | undefined;

  #wantsExtras = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: LogPaymentFormOptions;
  readonly #sending: MutationController<SentInput, LogPaymentAnswer>;
  #draft: Draft | undefined;

  constructor(host: ReactiveControllerHost, options: LogPaymentFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#sending = new MutationController(host, {
      run: (input) => this.#send(input),
      onAnswer: (answer, input) => this.#onAnswer(answer, input),
      onError: (error, input) => this.#onError(error, input),
    });
  }

  /** The values of the fields. */
  get values(): FormValues | undefined {
    return this.#draft?.values;
  }

  /** Whether a result is pending. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Whether the payment may be stored without a confirmation. */
  get isUnanswered(): boolean {
    return this.isPending || this.question?.kind === "conflict" || Boolean(this.#draft?.isUnanswered);
  }

  /** The rules for the fields. Computed on each access, because midnight may pass while a person types. */
  get rules(): DrawnRules | undefined {
    if (!this.subject) return undefined;
    const { event, answer } = this.subject;
    return {
      methods: answer.paymentMethods,
      currency: currencyOf(event),
      today: dateIn(answer.settings),
    };
  }

  /** Opens the draft of an event, or a new one. A form that is already open for it stays unchanged. */
  begin(event: DashboardEvent, answer: EventAnswer): void {
    const isOpen = this.subject?.event.id === event.id;
    this.subject = { event, answer };
    if (isOpen) return;
    this.#draft = openDraft(this.#place(event), initialForm(event, answer));
    this.#wantsExtras = false;
    this.#turn({ notice: noticeAbout(this.#draft) });
    this.#options.onTurn();
  }

  /** Suggestions for the typed patron. */
  get suggestions(): string[] {
    return this.subject && this.values ? suggestPatrons(this.subject.event, this.values.patron) : [];
  }

  /** Stores a typed value. A message at the field disappears as soon as it no longer applies. */
  edit(name: FieldName, value: string): void {
    if (!this.#draft) return;
    this.#draft.values = { ...this.#draft.values, [name]: value };
    this.#draft.allowDuplicate = false;
    this.#checkAgain(isMoneyField(name) ? moneyFields : [name]);
    this.#host.requestUpdate();
  }

  /** Whether the fields for a tip and a security deposit are shown. */
  get isUnfolded(): boolean {
    return Boolean(this.values && isUnfolded(this.values, this.#wantsExtras));
  }

  /** Shows them. */
  unfold(): void {
    this.#wantsExtras = true;
    this.#host.requestUpdate();
  }

  /** How the typed amounts add up, in words. Empty if there is only fare, or if an amount is invalid. */
  get sum(): string {
    const { values, rules, subject } = this;
    const read = values && rules && readMoney(values, rules.currency);
    if (!read?.ok || !rules) return "";
    const balanceMinorUnits = subject?.event.balanceDue?.minorUnits;
    return sumWords(read.units, { currency: rules.currency, balanceMinorUnits, outcome: "received" });
  }

  /** Formats an amount as it will be sent, so that a misread comma is visible before it counts. */
  completeAmount(name: MoneyField): void {
    const { values, rules } = this;
    if (!values || !rules) return;
    const reading = readTypedAmount(values[name], rules.currency, { allowsZero: true });
    if (reading.ok) values[name] = formatDecimal(reading.decimal);
    this.#host.requestUpdate();
  }

  /** Validates and sends. Does nothing while a result is pending, so that a double tap logs one payment. */
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

  /** Confirms the question: logs the payment although it looks like a duplicate, or in addition to the existing one. */
  confirm(): void {
    if (!this.#draft || this.isPending) return;
    if (this.question?.kind === "duplicate") this.#draft.allowDuplicate = true;
    if (this.question?.kind === "conflict")
      Object.assign(this.#draft, { idempotencyKey: createIdempotencyKey(), typedAt: null });
    this.submit();
  }

  /** Returns from the question to the fields. */
  goBack(): void {
    this.#turn({});
    this.#options.onTurn();
  }

  /** Closes the form and keeps its draft for the event. */
  leave(): void {
    this.subject = undefined;
    this.#draft = undefined;
    this.#turn({});
  }

  /** Closes the form and deletes its draft, because the payment is stored. */
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
    this.#draft.typedAt = timeOf(this.#draft, this.subject.answer.settings.timeZone);
    return {
      ...{ eventId: id, currency, ...fields, typedAt: this.#draft.typedAt, idempotencyKey },
      ...(allowDuplicate && { allowDuplicate }),
    };
  }

  /** Messages that no longer apply disappear; a field without one gets none while a person types. */
  #checkAgain(names: readonly FieldName[]): void {
    const shown = names.filter((name) => this.faults[name]);
    if (shown.length === 0) return;
    const now = this.#check()?.faults ?? {};
    this.faults = { ...this.faults, ...Object.fromEntries(shown.map((name) => [name, now[name]])) };
  }

  async #send(input: SentInput): Promise<LogPaymentAnswer> {
    const { kind, name } = this.subject?.answer.viewer ?? { kind: "ANONYMOUS", name: null };
    return outboxOf(this.#options.api()).send(input, { kind, name });
  }

  #onAnswer(answer: LogPaymentAnswer, input: SentInput): void {
    if (answer.__typename === "PaymentLogged") {
      if (this.values) rememberMethod(this.values.method);
      this.discard();
      this.#options.onLogged(answer);
      return;
    }
    const refusal = toRefusal(answer, input);
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
