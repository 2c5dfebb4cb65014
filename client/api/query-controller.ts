import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, toApiError } from "./api-error.ts";

/** The status of a request. */
export type RequestStatus = "initial" | "pending" | "complete" | "error";

/** Options of a `QueryController`. */
export interface QueryOptions<Args extends readonly unknown[], Value> {
  /** Compared before every update of the host; a change runs the query again. Undefined runs nothing. */
  args: () => Args | undefined;

  /** Runs the query. Only the result of the newest call counts; the signal of the previous one is aborted. */
  run: (args: Args, signal: AbortSignal) => Promise<Value>;

  /** Merges the shown value with a new result for the same arguments. Default: the new result alone. */
  merge?: (shown: Value, fresh: Value) => Value;

  /** Called with every result. Errors that it throws are not treated as failures of the query. */
  onComplete?: (value: Value) => void;

  /** Called with every failure except those of quiet refreshes. */
  onError?: (error: ApiError) => void;
}

/**
 * Keeps a host supplied with the result of a query, and runs it again when its arguments change.
 *
 * ```ts
 * #event = new QueryController(this, {
 *   args: () => [this.api, this.eventId] as const,
 *   run: ([api, eventId], signal) => api.events.load(eventId, signal),
 * });
 * ```
 */
export class QueryController<Args extends readonly unknown[], Value> implements ReactiveController {
  /** The status of the newest request. */
  status: RequestStatus = "initial";

  /** The newest result. It stays while the same query runs again. */
  value: Value | undefined;

  /** Why there is no newer result. */
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

  /** Runs the query again while the value stays. A quiet refresh changes only the value, and fails silently. */
  async refresh({ quiet = false } = {}): Promise<void> {
    if (this.#args) await this.#run(this.#args, { quiet });
  }

  /** Replaces the value with one that is newer than any pending result. */
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
    // Errors of callbacks are not network errors: they propagate unchanged, after the result is stored.
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
