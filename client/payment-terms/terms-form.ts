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
  checkTerms,
  initialTerms,
  readTerm,
  type TermsFaults,
  type TermsField,
  type TermsValues,
  termsFields,
} from "./terms-values.ts";
import { termsTexts } from "./texts.ts";

type TermsAnswer = SetEventTermsMutation["setEventTerms"];

/** What the form needs from its element. */
export interface TermsFormOptions {
  api: () => PaymentsApi;
  /** Called after the terms are set. */
  onSet: (event: EventTotalsFragment) => void;
  /** Called after a refusal, when faults must be shown. */
  onRefused: () => void;
  /** Called if there is no result. */
  onTrouble: (error: ApiError) => void;
}

/**
 * The terms of one event, from the current ones to the server's result. An attempt needs no idempotency key: terms that are already
 * in force are not set again, so an attempt whose response was lost can simply be repeated.
 */
export class TermsForm {
  event: EventTotalsFragment | undefined;
  values: TermsValues = { agreedTotal: "", deposit: "" };
  faults: TermsFaults = {};
  /** A message about the form as a whole. */
  notice = "";
  /** Whether the last attempt may have set terms without a confirmation. */
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

  /** Whether a result is pending. */
  get isPending(): boolean {
    return this.#sending.isPending;
  }

  /** Starts with the current terms of an event. */
  begin(event: EventTotalsFragment): void {
    this.event = event;
    this.values = initialTerms(event);
    this.isUnanswered = false;
    this.#show({});
  }

  /** Stores a typed value. */
  edit(name: TermsField, value: string): void {
    this.values = { ...this.values, [name]: value };
    this.faults = { ...this.faults, [name]: undefined };
    this.#host.requestUpdate();
  }

  /** Formats the amount as it will be sent, so that a misread comma is visible before it counts. */
  complete(name: TermsField): void {
    const reading = this.event && readTerm(this.values[name], this.event);
    if (reading?.ok) this.edit(name, formatDecimal(reading.decimal));
  }

  /** Validates and sends. Does nothing while a result is pending. */
  submit(): void {
    if (!this.event || this.isPending) return;
    const { faults, input } = checkTerms(this.values, this.event);
    this.#show({ faults });
    if (input) void this.#sending.run(input);
  }

  #onAnswer(answer: TermsAnswer): void {
    this.isUnanswered = false;
    if (answer.__typename === "EventTermsSet") {
      this.#options.onSet(answer.event);
      return;
    }
    const fieldOf = ([, name]: readonly string[]) => termsFields.find((field) => field === name);
    if (answer.__typename === "InvalidInput") this.#show(placeFaults(answer.faults, fieldOf));
    else this.#show({ notice: refusalWords(answer) });
    this.#options.onRefused();
  }

  #onError(error: ApiError): void {
    this.isUnanswered ||= !error.isRefusedWhole;
    const notice = error.isRefusedWhole ? error.message : `${error.message} ${termsTexts.nothingLost}`;
    this.#show({ notice });
    this.#options.onTrouble(error);
  }

  #show({ faults = {}, notice = "" }: { faults?: TermsFaults; notice?: string }): void {
    this.faults = faults;
    this.notice = notice;
    this.#host.requestUpdate();
  }
}
