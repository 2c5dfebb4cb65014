import type { ReactiveControllerHost } from "lit";
import type { ApiError } from "../api/api-error.ts";
import type { PartFragment } from "../api/generated/graphql.ts";
import { createIdempotencyKey, MutationController } from "../api/mutation-controller.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { isMoneyField, isUnfolded, moneyFieldAt, readMoney } from "../dialog/money-fields.ts";
import { moneyFields, unitsOf } from "../dialog/money-parts.ts";
import { sumWords } from "../dialog/money-texts.ts";
import { placeFaults } from "../dialog/place-faults.ts";
import { refusalWords } from "../shared/server-words.ts";
import {
  type ActionFaults,
  type ActionField,
  type ActionSubject,
  type ActionValues,
  fieldsOf,
  shownMoneyField,
} from "./action-fields.ts";
import { excessFaults } from "./action-money.ts";
import { checkValues, initialValues } from "./action-values.ts";
import type { ActionName } from "./actions.ts";
import {
  type ActionAnswer,
  type ActionInput,
  type Corrected,
  type Refused,
  type Reversed,
  sendAction,
} from "./send-action.ts";
import { actionTexts } from "./texts.ts";

/** What the form needs from its element. */
export interface ActionFormOptions {
  api: () => PaymentsApi;
  /** Called after the action succeeded. */
  onDone: (action: ActionName, answer: Exclude<ActionAnswer, Refused>) => void;
  /** Called if there is no result. */
  onTrouble: (error: ApiError) => void;
}

interface Sending {
  action: ActionName;
  input: ActionInput;
}

/**
 * One action on one entry, from its selection to the server's result. Its idempotency key is created once and kept until the
 * server has answered: an attempt whose response was lost and its retry are the same action.
 */
export class ActionForm {
  subject: ActionSubject | undefined;
  action: ActionName | undefined;
  values: ActionValues | undefined;
  faults: ActionFaults = {};
  /** A message about the form as a whole. */
  notice = "";

  #wantsExtras = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: ActionFormOptions;
  readonly #sending: MutationController<Sending, ActionAnswer>;
  #key = "";
  #allowsDuplicate = false;

  constructor(host: ReactiveControllerHost, options: ActionFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#sending = new MutationController(host, {
      run: (sending) => sendAction(options.api(), sending),
      onAnswer: (answer, sending) => this.#onAnswer(answer, sending),
      onError: (error) => this.#onError(error),
    });
  }

  /** Whether a result is pending. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Whether the fields for a tip and a security deposit are shown in a correction. */
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
    const { values, subject, action } = this;
    const read = values && subject && readMoney(values, subject.currency);
    if (!read?.ok || !subject) return "";
    const outcome = action === "refund" ? "givenBack" : "received";
    return sumWords(read.units, { currency: subject.currency, outcome });
  }

  /** Starts with an entry, without an action. */
  begin(subject: ActionSubject): void {
    this.subject = subject;
    this.#turnTo(undefined);
  }

  /** Selects an action; undefined returns to the selection. */
  choose(action: ActionName | undefined): void {
    if (!this.isPending) this.#turnTo(action);
  }

  /** Stores a typed value. */
  edit(name: ActionField, value: string): void {
    if (!this.values) return;
    this.values = { ...this.values, [name]: value };
    const changed = isMoneyField(name) ? moneyFields : [name];
    this.faults = { ...this.faults, ...Object.fromEntries(changed.map((field) => [field, undefined])) };
    this.#allowsDuplicate = false;
    this.#host.requestUpdate();
  }

  /** Validates and sends. Does nothing while a result is pending. */
  submit(): void {
    const { action, values, subject } = this;
    if (!action || !values || !subject || this.isPending) return;
    const { faults, input } = checkValues(action, values, subject);
    this.faults = faults;
    this.notice = "";
    this.#host.requestUpdate();
    if (!input) return;
    const named = { paymentId: subject.entry.id, idempotencyKey: this.#key };
    const anyway = this.#allowsDuplicate ? { allowDuplicate: true } : {};
    void this.#sending.run({ action, input: { ...input, ...named, ...anyway } });
  }

  #turnTo(action: ActionName | undefined): void {
    this.action = action;
    this.values = action && this.subject && initialValues(action, this.subject);
    this.faults = {};
    this.notice = "";
    this.#key = createIdempotencyKey();
    this.#allowsDuplicate = false;
    this.#wantsExtras = false;
    this.#host.requestUpdate();
  }

  #onAnswer(answer: ActionAnswer, { action, input }: Sending): void {
    if (isDone(answer)) {
      this.#options.onDone(action, answer);
      return;
    }
    const { subject } = this;
    if (!subject) return;
    const shown = fieldsOf(action, subject);
    const placed = placeFaults(answer.faults ?? [], (path) => {
      const field = moneyFieldAt(path, input.parts);
      return field ? shownMoneyField(field, shown) : shown.find((name) => name === path[1]);
    });
    this.faults = { ...placed.faults, ...(answer.refundableParts && this.#excess(answer.refundableParts)) };
    this.#allowsDuplicate = answer.__typename === "PossibleDuplicate";
    if (this.#allowsDuplicate) this.notice = actionTexts.correctAnyway;
    else this.notice = answer.faults ? placed.notice : refusalWords(answer);
    this.#host.requestUpdate();
  }

  /** A message at each field that exceeds what is left. */
  #excess(leftParts: readonly PartFragment[]): ActionFaults {
    const { values, subject } = this;
    if (!values || !subject) return {};
    const { currency } = subject;
    const read = readMoney(values, currency);
    return read.ok ? excessFaults(read.units, { left: unitsOf(leftParts), currency }) : {};
  }

  #onError(error: ApiError): void {
    this.notice = error.isRefusedWhole ? error.message : `${error.message} ${actionTexts.nothingLost}`;
    this.#host.requestUpdate();
    this.#options.onTrouble(error);
  }
}

const DONE: readonly string[] = [
  "PaymentVoided",
  "PaymentRefunded",
  "PaymentCorrected",
  "NotificationQueued",
];

function isDone(answer: ActionAnswer): answer is Reversed | Corrected | { __typename: "NotificationQueued" } {
  return DONE.includes(answer.__typename);
}
