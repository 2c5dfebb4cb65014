import type { CombinedError } from "@urql/core";
import { type ApiError, fromCombinedError, fromServerError, toApiError } from "./api-error.ts";
import type { DashboardEvent, EventAnswer } from "./event-answer.ts";
import type { DashboardQuery, EntryFragment, EventTotalsFragment, HeadsQuery } from "./generated/graphql.ts";
import { IdBatcher } from "./id-batcher.ts";

type Head = HeadsQuery["events"][number];

type Fetched<Data> = Promise<{ data?: Data; error?: CombinedError }>;

/** How events are fetched: completely, or only the fields that show whether they have changed. */
export interface FetchEvents {
  whole: (ids: string[]) => Fetched<DashboardQuery>;
  heads: (ids: string[]) => Fetched<HeadsQuery>;
}

/** Fetches events for all cards of a page: concurrent calls share one request. */
export class EventLoader {
  readonly #latest = new Map<string, EventAnswer>();
  readonly #whole: IdBatcher<EventAnswer>;
  readonly #heads: IdBatcher<{ head: Head }>;

  constructor({ whole, heads }: FetchEvents) {
    this.#whole = new IdBatcher((ids) =>
      fetchPage({ ids, fetch: whole, take: (answer) => this.#keep(answer) }),
    );
    this.#heads = new IdBatcher((ids) =>
      fetchPage({ ids, fetch: heads, take: ({ event }) => ({ head: event }) }),
    );
  }

  /** Fetches an event. Throws an `ApiError`. A call that is aborted before the request is not sent. */
  load(id: string, signal?: AbortSignal): Promise<EventAnswer> {
    return this.#whole.load(id, signal);
  }

  /** Whether an event has entries or terms that are not shown yet; throws an `ApiError`. The cheapest query. */
  async hasChanged(id: string, shown: DashboardEvent | null): Promise<boolean> {
    const { head } = await this.#heads.load(id);
    return markOf(head) !== markOf(shown);
  }

  /** Applies the result of a mutation, so that the next form shows the remaining balance. */
  note({ event, payment }: { event: EventTotalsFragment; payment?: EntryFragment }): void {
    const known = this.#latest.get(event.id);
    if (!known?.event) return;
    const { payments } = known.event;
    const nodes = payment
      ? [payment, ...payments.nodes.filter(({ id }) => id !== payment.id)]
      : payments.nodes;
    this.#latest.set(event.id, {
      ...known,
      event: { ...known.event, ...event, payments: { ...payments, nodes } },
    });
  }

  /** The last known state of an event, sufficient for the form. Others may have logged more since. */
  latest(id: string): EventAnswer | undefined {
    return this.#latest.get(id);
  }

  /** All fetched events, as last fetched. */
  known(): { id: string; title: string | null }[] {
    return [...this.#latest.values()].flatMap(({ event }) => event ?? []);
  }

  #keep(answer: { id: string } & EventAnswer): EventAnswer {
    const { id, ...kept } = answer;
    this.#latest.set(id, kept);
    return kept;
  }
}

/** Every entry changes the hash, and terms change one of the amounts. Legacy rows show only with the next complete fetch. */
function markOf(head: Head | DashboardEvent): string {
  const amount = (money: { minorUnits: number } | null) => money?.minorUnits ?? null;
  return JSON.stringify(
    head && [head.title, head.ledgerHead, amount(head.agreedTotal), amount(head.deposit)],
  );
}

/** Never throws: a failure for these ids must not affect other ids. */
async function fetchPage<Data extends { events: unknown[] }, Value>(page: {
  ids: string[];
  fetch: (ids: string[]) => Fetched<Data>;
  take: (answer: Omit<Data, "events"> & { id: string; event: Data["events"][number] | null }) => Value;
}): Promise<[string, Value | ApiError][]> {
  const { ids, fetch, take } = page;
  const result = await fetch(ids).catch((thrown: unknown) => ({ thrown }));
  return ids.map((id, index) => {
    if ("thrown" in result) return [id, toApiError(result.thrown)];
    const { data, error } = result;
    if (!data) return [id, error ? fromCombinedError(error) : toApiError(undefined)];
    const fault = faultAt(index, error);
    if (fault) return [id, fault];
    const { events, ...shared } = data;
    return [id, take({ ...shared, id, event: events[index] ?? null })];
  });
}

/** An error with a path into `events` concerns only that event, not the other cards. */
function faultAt(index: number, error: CombinedError | undefined): ApiError | undefined {
  const own = error?.graphQLErrors.find(({ path }) => path?.[0] === "events" && path[1] === index);
  return own && fromServerError(own);
}
