import { type ApiError, toApiError } from "./api-error.ts";

/** Results and errors by id. */
export type Answers<Value> = Map<string, Value | ApiError>;

/** Calls that share a request. */
interface Batch<Value> {
  /** How many calls want each id; zero if all of them were aborted. */
  asks: Map<string, number>;
  answers: Promise<Answers<Value>>;
}

/** About one frame: long enough for all cards that a page draws together, too short to notice. */
const GATHER_MS = 10;

/** The server's limit of ids per request. */
const MAX_IDS = 200;

/** Collects concurrent calls by id and fetches them together: one request for up to 200 ids. */
export class IdBatcher<Value> {
  readonly #fetchPage: (ids: string[]) => Promise<[string, Value | ApiError][]>;
  #batch: Batch<Value> | undefined;

  /** `fetchPage` must not throw: a failure for some ids must not affect the others. */
  constructor(fetchPage: (ids: string[]) => Promise<[string, Value | ApiError][]>) {
    this.#fetchPage = fetchPage;
  }

  /** Fetches one value. Throws an `ApiError`. A call that is aborted before the request is not sent. */
  async load(id: string, signal?: AbortSignal): Promise<Value> {
    this.#batch ??= this.#openBatch();
    const { asks, answers } = this.#batch;
    asks.set(id, (asks.get(id) ?? 0) + 1);
    signal?.addEventListener("abort", () => asks.set(id, (asks.get(id) ?? 0) - 1), { once: true });
    const answer = (await answers).get(id);
    if (answer && !(answer instanceof Error)) return answer;
    throw answer ?? toApiError(signal?.reason);
  }

  #openBatch(): Batch<Value> {
    const asks = new Map<string, number>();
    const answers = new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
      this.#batch = undefined;
      return this.#fetchAll([...asks.keys()].filter((id) => asks.get(id)));
    });
    return { asks, answers };
  }

  async #fetchAll(ids: string[]): Promise<Answers<Value>> {
    const pages = Array.from({ length: Math.ceil(ids.length / MAX_IDS) }, (_, page) =>
      this.#fetchPage(ids.slice(page * MAX_IDS, (page + 1) * MAX_IDS)),
    );
    return new Map((await Promise.all(pages)).flat());
  }
}
