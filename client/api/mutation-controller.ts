import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, toApiError } from "./api-error.ts";
import type { RequestStatus } from "./query-controller.ts";

/** What a `MutationController` does, and whom it tells. */
export interface MutationOptions<Input, Answer> {
  /** Sends the mutation. */
  run: (input: Input) => Promise<Answer>;

  /** The server has answered: with success or with a refusal, which is data. */
  onAnswer: (answer: Answer, input: Input) => void;

  /** There is no answer. What was sent may have been done all the same. */
  onError: (error: ApiError, input: Input) => void;
}

/** Sends a mutation when told to, and keeps its host drawn while the answer is on its way. Only the newest call may answer. */
export class MutationController<Input, Answer> implements ReactiveController {
  /** How far the newest call has come. */
  status: RequestStatus = "initial";

  readonly #host: ReactiveControllerHost;
  readonly #options: MutationOptions<Input, Answer>;
  #calls = 0;

  constructor(host: ReactiveControllerHost, options: MutationOptions<Input, Answer>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Nothing to do: a mutation is sent when a person says so, whatever becomes of the element meanwhile. */
  hostConnected(): void {}

  /** Whether an answer is on its way. */
  get isPending(): boolean {
    return this.status === "pending";
  }

  /** Sends; resolves when the answer, or its absence, has been dealt with. */
  async run(input: Input): Promise<void> {
    const call = ++this.#calls;
    this.#settle("pending");
    const outcome = await this.#options.run(input).then(
      (answer) => () => this.#options.onAnswer(answer, input),
      (thrown: unknown) => () => this.#options.onError(toApiError(thrown), input),
    );
    if (call !== this.#calls) return;
    this.#settle("complete");
    outcome();
  }

  #settle(status: RequestStatus): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}

/** A key that names one doing: however often it is sent, it is done once. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID();
}
