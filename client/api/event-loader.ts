import type { CombinedError } from "@urql/core";
import { type ApiError, fromCombinedError, fromServerError, toApiError } from "./api-error.ts";
import type { DashboardQuery } from "./generated/graphql.ts";

/** An event as a card shows it, with the newest of its entries. */
export type DashboardEvent = NonNullable<DashboardQuery["events"][number]>;

/** What one card gets of the shared answer. `event` is null where the server does not know the id. */
export type EventAnswer = Omit<DashboardQuery, "events"> & { event: DashboardEvent | null };

type FetchEvents = (ids: string[]) => Promise<{ data?: DashboardQuery; error?: CombinedError }>;

type Answers = Map<string, EventAnswer | ApiError>;

/** The cards that ask at the same time. */
interface Batch {
  /** How many ask for each id; none when all of them have given up. */
  asks: Map<string, number>;
  answers: Promise<Answers>;
}

/** About a frame: long enough for all cards that a page draws at once, too short to be noticed. */
const GATHER_MS = 10;

/** The server refuses more ids in one request. */
const MAX_IDS = 200;

/** Gathers what all cards ask for and fetches it together: one request for up to 200 of them. */
export class EventLoader {
  readonly #fetchEvents: FetchEvents;
  readonly #latest = new Map<string, EventAnswer>();
  #batch: Batch | undefined;

  constructor(fetchEvents: FetchEvents) {
    this.#fetchEvents = fetchEvents;
  }

  /** Fetches an event, or throws an `ApiError`. An ask that is aborted before the request leaves is not sent. */
  async load(id: string, signal?: AbortSignal): Promise<EventAnswer> {
    this.#batch ??= this.#openBatch();
    const { asks, answers } = this.#batch;
    asks.set(id, (asks.get(id) ?? 0) + 1);
    signal?.addEventListener("abort", () => asks.set(id, (asks.get(id) ?? 0) - 1), { once: true });
    const answer = (await answers).get(id);
    if (answer && !(answer instanceof Error)) return answer;
    throw answer ?? toApiError(signal?.reason);
  }

  /** What was last fetched of an event: good for its currency and the form, not for its total. */
  latest(id: string): EventAnswer | undefined {
    return this.#latest.get(id);
  }

  /** Every event that was fetched, as it was last fetched. */
  known(): { id: string; title: string | null }[] {
    return [...this.#latest.values()].flatMap(({ event }) => event ?? []);
  }

  #openBatch(): Batch {
    const asks = new Map<string, number>();
    const answers = new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
      this.#batch = undefined;
      return this.#fetchAll([...asks.keys()].filter((id) => asks.get(id)));
    });
    return { asks, answers };
  }

  async #fetchAll(ids: string[]): Promise<Answers> {
    const pages = Array.from({ length: Math.ceil(ids.length / MAX_IDS) }, (_, page) =>
      this.#fetchPage(ids.slice(page * MAX_IDS, (page + 1) * MAX_IDS)),
    );
    return new Map((await Promise.all(pages)).flat());
  }

  /** Never throws: what fails for these ids must not take the others along. */
  async #fetchPage(ids: string[]): Promise<[string, EventAnswer | ApiError][]> {
    const result = await this.#fetchEvents(ids).catch((thrown: unknown) => ({ thrown }));
    return ids.map((id, index) => {
      const answer = "thrown" in result ? toApiError(result.thrown) : answerAt({ index, ...result });
      if (!(answer instanceof Error)) this.#latest.set(id, answer);
      return [id, answer];
    });
  }
}

/** One card's fault is not the others': an error with a path into `events` concerns that one event alone. */
function answerAt(result: {
  index: number;
  data?: DashboardQuery;
  error?: CombinedError;
}): EventAnswer | ApiError {
  const { index, data, error } = result;
  if (!data) return error ? fromCombinedError(error) : toApiError(undefined);
  const own = error?.graphQLErrors.find(({ path }) => path?.[0] === "events" && path[1] === index);
  if (own) return fromServerError(own);
  const { events, ...shared } = data;
  return { ...shared, event: events[index] ?? null };
}
