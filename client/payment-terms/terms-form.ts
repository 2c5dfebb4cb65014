import type { ReactiveControllerHost } from "lit";
import type { ApiError } from "../api/api-error.ts";
import type {
  EventTotalsFragment,
  SetEventTermsInput,
  SetEventTermsMutation,
} from "../api/generated/graphql.ts";
import { SetEventTermsDocument } from "../api/generated/terms.ts";
import { MutationController } from "../api/mutation-controller.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { placeFaults } from "../dialog/place-faults.ts";
import { formatDecimal } from "../shared/form-formats.ts";
import { refusalWords } from "../shared/server-words.ts";
import {
  beginTerms,
  checkTerms,
  readTerm,
  type TermsFaults,
  type TermsField,
  type TermsValues,
  termsFields,
} from "./terms-values.ts";
import { termsTexts } from "./texts.ts";

type TermsAnswer = SetEventTermsMutation["setEventTerms"];

/** What the form needs of the element around it. */
export interface TermsFormOptions {
  api: () => PaymentsApi;
  /** The terms are in force. */
  onSet: (event: EventTotalsFragment) => void;
  /** The server refused, and what is wrong is to be shown. */
  onRefused: () => void;
  /** There is no answer. */
  onTrouble: (error: ApiError) => void;
}

/**
 * The terms of one event, from what is agreed now to the server's word. No key names a try: terms that are in force
 * already are not set again, so a try whose answer was lost can simply be repeated.
 */
export class TermsForm {
  event: EventTotalsFragment | undefined;
  values: TermsValues = { agreedTotal: "", deposit: "" };
  faults: TermsFaults = {};
  /** A sentence about the form as a whole. */
  notice = "";
  /** Whether the last try may have set terms although nobody has said so. */
  isUnanswered = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: TermsFormOptions;
  readonly #sending: MutationController<SetEventTermsInput, TermsAnswer>;

  constructor(host: ReactiveControllerHost, options: TermsFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#sending = new MutationController(host, {
      run: (input) => this.#send(input),
      onAnswer: (answer) => this.#onAnswer(answer),
      onError: (error) => this.#onError(error),
    });
  }

  async #send(input: SetEventTermsInput): Promise<TermsAnswer> {
    const api = this.#options.api();
    const { setEventTerms } = await api.mutate(SetEventTermsDocument, { input });
    if ("event" in setEventTerms) api.events.note(setEventTerms);
    return setEventTerms;
  }

  /** Whether an answer is on its way. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Begins with what is agreed for an event now. */
  begin(event: EventTotalsFragment): void {
    this.event = event;
    this.values = beginTerms(event);
    this.isUnanswered = false;
    this.#say({});
  }

  /** Takes over what was typed. */
  edit(name: TermsField, value: string): void {
    this.values = { ...this.values, [name]: value };
    this.faults = { ...this.faults, [name]: undefined };
    this.#host.requestUpdate();
  }

  /** Shows an amount as it will be sent, so that a misread comma is seen before it counts. */
  complete(name: TermsField): void {
    const reading = this.event && readTerm(this.values[name], this.event);
    if (reading?.ok) this.edit(name, formatDecimal(reading.decimal));
  }

  /** Checks and sends. Does nothing while an answer is on its way. */
  submit(): void {
    if (!this.event || this.isPending) return;
    const { faults, input } = checkTerms(this.values, this.event);
    this.#say({ faults });
    if (input) void this.#sending.run(input);
  }

  #onAnswer(answer: TermsAnswer): void {
    this.isUnanswered = false;
    if (answer.__typename === "EventTermsSet") {
      this.#options.onSet(answer.event);
      return;
    }
    const fieldOf = (name: string | undefined) => termsFields.find((field) => field === name);
    if (answer.__typename === "InvalidInput") this.#say(placeFaults(answer.faults, fieldOf));
    else this.#say({ notice: refusalWords(answer) });
    this.#options.onRefused();
  }

  #onError(error: ApiError): void {
    this.isUnanswered ||= !error.isRefusedWhole;
    const notice = error.isRefusedWhole ? error.message : `${error.message} ${termsTexts.nothingLost}`;
    this.#say({ notice });
    this.#options.onTrouble(error);
  }

  #say({ faults = {}, notice = "" }: { faults?: TermsFaults; notice?: string }): void {
    this.faults = faults;
    this.notice = notice;
    this.#host.requestUpdate();
  }
}
