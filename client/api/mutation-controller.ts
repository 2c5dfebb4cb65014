import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, toApiError } from "./api-error.ts";
import type { RequestStatus } from "./query-controller.ts";

/** Options of a `MutationController`. */
export interface MutationOptions<Input, Answer> {
  /** Sends the mutation. */
  run: (input: Input) => Promise<Answer>;

  /** Called with the server's result: success or a refusal, which is data. */
  onAnswer: (answer: Answer, input: Input) => void;

  /** Called if there is no result. The mutation may have been executed nevertheless. */
  onError: (error: ApiError, input: Input) => void;
}

/** Sends a mutation on demand and updates its host while the result is pending. Only the newest call reports its result. */
export class MutationController<Input, Answer> implements ReactiveController {
  /** The status of the newest call. */
  status: RequestStatus = "initial";

  readonly #host: ReactiveControllerHost;
  readonly #options: MutationOptions<Input, Answer>;
  #calls = 0;

  constructor(host: ReactiveControllerHost, options: MutationOptions<Input, Answer>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Nothing to do: a person starts the mutation, and it completes even if the element is removed. */
  hostConnected(): void {}

  /** Whether a result is pending. */
  get isPending(): boolean {
    return this.status === "pending";
  }

  /** Sends the mutation; resolves after the result or the failure is handled. */
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

/** A key that identifies one action: however often it is sent, it is executed once. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID();
}
