import { type ApiError, toApiError } from "./api-error.ts";

/** What came back, or what failed, by id. */
export type Answers<Value> = Map<string, Value | ApiError>;

/** Those who ask at the same time. */
interface Batch<Value> {
  /** How many ask for each id; none when all of them have given up. */
  asks: Map<string, number>;
  answers: Promise<Answers<Value>>;
}

/** About a frame: long enough for all cards that a page draws at once, too short to be noticed. */
const GATHER_MS = 10;

/** The server refuses more ids in one request. */
const MAX_IDS = 200;

/** Gathers what is asked for by id and fetches it together: one request for up to 200 of them. */
export class IdBatcher<Value> {
  readonly #fetchPage: (ids: string[]) => Promise<[string, Value | ApiError][]>;
  #batch: Batch<Value> | undefined;

  /** `fetchPage` never throws: what fails for some ids must not take the others along. */
  constructor(fetchPage: (ids: string[]) => Promise<[string, Value | ApiError][]>) {
    this.#fetchPage = fetchPage;
  }

  /** Fetches one, or throws an `ApiError`. An ask that is aborted before the request leaves is not sent. */
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
