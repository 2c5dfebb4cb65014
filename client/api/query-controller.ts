import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, toApiError } from "./api-error.ts";

/** How far a request has come. */
export type RequestStatus = "initial" | "pending" | "complete" | "error";

/** What a `QueryController` does, and when. */
export interface QueryOptions<Args extends readonly unknown[], Value> {
  /** Compared one by one before every update of the host; a change asks anew. Undefined asks nothing. */
  args: () => Args | undefined;

  /** Asks. Only the answer of the newest call counts, the signal of an older one is aborted. */
  run: (args: Args, signal: AbortSignal) => Promise<Value>;

  /** Joins what is shown with a fresh answer to the same arguments. The fresh one alone unless given. */
  merge?: (shown: Value, fresh: Value) => Value;

  /** Called with every answer. What it throws is thrown on, and is no failure of the query. */
  onComplete?: (value: Value) => void;

  /** Called with every failure except those of quiet refreshes. */
  onError?: (error: ApiError) => void;
}

/**
 * Keeps a host supplied with the answer to a query, and draws it anew as its arguments change.
 *
 * ```ts
 * #event = new QueryController(this, {
 *   args: () => [this.api, this.eventId] as const,
 *   run: ([api, eventId], signal) => api.events.load(eventId, signal),
 * });
 * ```
 */
export class QueryController<Args extends readonly unknown[], Value> implements ReactiveController {
  /** How far the newest request has come. */
  status: RequestStatus = "initial";

  /** The newest answer. It stays while the same question is asked again. */
  value: Value | undefined;

  /** Why there is no newer answer. */
  error: ApiError | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: QueryOptions<Args, Value>;
  #args: Args | undefined;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: QueryOptions<Args, Value>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const args = this.#options.args();
    if (isSameList(args, this.#args)) return;
    this.#args = args;
    this.value = undefined;
    this.error = undefined;
    this.status = "initial";
    this.#running?.abort();
    if (args) void this.#run(args, { quiet: false });
  }

  /** Asks again, what is shown staying in place. A quiet refresh changes nothing but the value, and fails silently. */
  async refresh({ quiet = false } = {}): Promise<void> {
    if (this.#args) await this.#run(this.#args, { quiet });
  }

  /** Replaces what is shown by something newer than every answer still on its way. */
  update(change: (shown: Value) => Value): void {
    if (this.value === undefined) return void this.refresh();
    this.#running?.abort();
    this.#settle({ status: "complete", value: change(this.value) });
  }

  async #run(args: Args, { quiet }: { quiet: boolean }): Promise<void> {
    this.#running?.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    if (!quiet) this.#settle({ status: "pending" });
    // What the callbacks throw is not the network's: it leaves as it is, after the answer has been taken in.
    const outcome = await this.#options.run(args, signal).then(
      (fresh) => () => this.#complete(fresh),
      (thrown: unknown) => () => this.#fail(thrown, { quiet }),
    );
    if (!signal.aborted) outcome();
  }

  #complete(fresh: Value): void {
    this.#settle({ status: "complete", value: this.#merged(fresh) });
    this.#options.onComplete?.(fresh);
  }

  #fail(thrown: unknown, { quiet }: { quiet: boolean }): void {
    if (quiet && this.value !== undefined) return;
    const error = toApiError(thrown);
    this.#settle({ status: "error", error });
    this.#options.onError?.(error);
  }

  #merged(fresh: Value): Value {
    const { merge } = this.#options;
    return merge && this.value !== undefined ? merge(this.value, fresh) : fresh;
  }

  #settle(next: { status: RequestStatus; value?: Value; error?: ApiError }): void {
    this.status = next.status;
    if ("value" in next) this.value = next.value;
    this.error = next.error;
    this.#host.requestUpdate();
  }
}

function isSameList(left: readonly unknown[] | undefined, right: readonly unknown[] | undefined): boolean {
  if (!left || !right) return left === right;
  return left.length === right.length && left.every((item, index) => Object.is(item, right[index]));
}
