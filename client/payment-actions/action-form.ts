import type { ReactiveControllerHost } from "lit";
import type { ApiError } from "../api/api-error.ts";
import { createIdempotencyKey, MutationController } from "../api/mutation-controller.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { placeFaults } from "../dialog/place-faults.ts";
import { refusalWords } from "../shared/server-words.ts";
import {
  type ActionFaults,
  type ActionField,
  type ActionSubject,
  type ActionValues,
  beginValues,
  checkValues,
  fieldsOf,
} from "./action-values.ts";
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

/** What the form needs of the element around it. */
export interface ActionFormOptions {
  api: () => PaymentsApi;
  /** It is done. */
  onDone: (action: ActionName, answer: Exclude<ActionAnswer, Refused>) => void;
  /** There is no answer. */
  onTrouble: (error: ApiError) => void;
}

interface Sending {
  action: ActionName;
  input: ActionInput;
}

/**
 * One action about one entry, from choosing it to the server's word. The key that names it is made once and kept until
 * the server has answered: a try whose answer was lost and the next try are one.
 */
export class ActionForm {
  subject: ActionSubject | undefined;
  action: ActionName | undefined;
  values: ActionValues | undefined;
  faults: ActionFaults = {};
  /** A sentence about the form as a whole. */
  notice = "";

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
      onAnswer: (answer, { action }) => this.#onAnswer(answer, action),
      onError: (error) => this.#onError(error),
    });
  }

  /** Whether an answer is on its way. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Begins with an entry, no action chosen yet. */
  begin(subject: ActionSubject): void {
    this.subject = subject;
    this.#turnTo(undefined);
  }

  /** Takes up an action; undefined goes back to the choice. */
  choose(action: ActionName | undefined): void {
    if (!this.isPending) this.#turnTo(action);
  }

  /** Takes over what was typed. */
  edit(name: ActionField, value: string): void {
    if (!this.values) return;
    this.values = { ...this.values, [name]: value };
    this.faults = { ...this.faults, [name]: undefined };
    this.#allowsDuplicate = false;
    this.#host.requestUpdate();
  }

  /** Checks and sends. Does nothing while an answer is on its way. */
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
    this.values = action && this.subject && beginValues(action, this.subject);
    this.faults = {};
    this.notice = "";
    this.#key = createIdempotencyKey();
    this.#allowsDuplicate = false;
    this.#host.requestUpdate();
  }

  #onAnswer(answer: ActionAnswer, action: ActionName): void {
    if (isDone(answer)) {
      this.#options.onDone(action, answer);
      return;
    }
    const fieldOf = (name: string | undefined) => fieldsOf[action].find((field) => field === name);
    const placed = placeFaults(answer.faults ?? [], fieldOf);
    this.faults = placed.faults;
    this.#allowsDuplicate = answer.__typename === "PossibleDuplicate";
    if (this.#allowsDuplicate) this.notice = actionTexts.correctAnyway;
    else this.notice = answer.faults ? placed.notice : refusalWords(answer);
    this.#host.requestUpdate();
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
