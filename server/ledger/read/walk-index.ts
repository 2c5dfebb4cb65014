import { LAST_CHARACTER } from "../../values/text.ts";
import type { EntryIndexName, IndexedEntry, IndexPlace, IndexRequest, LedgerStore } from "../ledger-store.ts";
import { type EntryFilter, namesReceived } from "./entry-filter.ts";

/** The start of a list without a first day. */
const FIRST_YEAR = 1970;

/** How many years are read concurrently after the first one. Most of them are empty. */
const YEARS_PER_BATCH = 8;

/** A path through one of the indexes. */
export interface IndexWalk {
  index: EntryIndexName;
  /** The first and last key, or the beginning of it; null for an open end. */
  from: string | null;
  to: string | null;
  /** In the order of the walk. */
  years: number[];
  direction: IndexRequest["direction"];
}

/** Plans the walk for a filter: which index, and which years. */
export function planWalk(
  filter: EntryFilter,
  { direction, now }: { direction: IndexRequest["direction"]; now: Date },
): IndexWalk {
  const index = namesReceived(filter) ? "received" : "entered";
  const { first, last } = index === "received" ? receivedDays(filter) : enteredInstants(filter);
  const firstYear = first ? yearOf(first) : FIRST_YEAR;
  const lastYear = last ? yearOf(last) : now.getUTCFullYear() + 1;
  const years = Array.from({ length: Math.max(lastYear - firstYear + 1, 0) }, (_, at) => firstYear + at);
  return {
    index,
    from: first,
    to: last,
    years: direction === "oldestFirst" ? years : years.reverse(),
    direction,
  };
}

const yearOf = (date: string) => Number(date.slice(0, 4));

const receivedDays = ({ received: { from, to } }: EntryFilter) => ({ first: from, last: to });

/** The last instant is one millisecond before the end, because the last key of a range belongs to it. */
function enteredInstants({ enteredInstants: { from, before } }: EntryFilter) {
  return { first: from, last: before && new Date(Date.parse(before) - 1).toISOString() };
}

/** Every entry and record of the walk, page by page, starting after a place. A consumer may stop at any time. */
export async function* walkIndex(
  store: LedgerStore,
  { years, ...walk }: IndexWalk,
  { limit, after }: { limit: number; after?: IndexPlace | undefined },
): AsyncGenerator<IndexedEntry[]> {
  const left = after ? years.slice(years.indexOf(after.year)) : years;
  for (let at = 0; at < left.length; at += at === 0 ? 1 : YEARS_PER_BATCH) {
    const together = left.slice(at, at === 0 ? 1 : at + YEARS_PER_BATCH);
    const readFirst = (year: number) =>
      store.readIndex({ ...walk, year, limit, ...(after && at === 0 ? { after } : {}) });
    const pages = await Promise.all(together.map(readFirst));
    for (const [position, year] of together.entries()) {
      let page = pages[position];
      while (page) {
        yield page.entries;
        const last = page.hasMore ? page.entries.at(-1) : undefined;
        page = last && (await store.readIndex({ ...walk, year, limit, after: last.place }));
      }
    }
  }
}

/** Whether a place is on a walk: its key is one that its entry can have in the index. */
export function passes({ index, years, from, to }: IndexWalk, { year, key, ref }: IndexPlace): boolean {
  const [first = "", ...rest] = key.split("#");
  const suffix = index === "received" ? ref.suffix : `${ref.eventId}#${rest.at(-1)}`;
  const isOfEntry = rest.join("#") === suffix && START[index].test(first);
  const isInside = (from === null || key >= from) && (to === null || key <= to + LAST_CHARACTER);
  return years.includes(year) && isInside && isOfEntry && yearOf(key) === year;
}

/** What a key starts with: the day received, or the instant of entry. */
const START = { received: /^\d{4}-\d\d-\d\d$/, entered: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ };
