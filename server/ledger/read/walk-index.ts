import { addDays } from "../../values/calendar.ts";
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
  /** The first and last day; null for an open end. */
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
  const index = namesReceived(filter) ? "received" : "logged";
  const { first, last } = index === "received" ? receivedDays(filter) : loggedDays(filter);
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

/** Keys of legacy rows start with the time as it was written, with any offset, so the range is one day longer at each end. */
function loggedDays({ loggedInstants: { from, before } }: EntryFilter) {
  const dayOf = (instant: string) => instant.slice(0, "2026-06-14".length);
  return { first: from && addDays(dayOf(from), -1), last: before && addDays(dayOf(before), 1) };
}

/** Every entry of the walk, page by page, starting after a place. A consumer may stop at any time. */
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

/** Whether a place is on a walk. */
export function passes(
  { index, years, from, to }: IndexWalk,
  { year, receivedOn, ref }: IndexPlace,
): boolean {
  if (!years.includes(year) || (receivedOn === null) !== (index === "logged")) return false;
  const day = receivedOn ?? ref.suffix;
  const isInside = (from === null || day >= from) && (to === null || day <= to + LAST_CHARACTER);
  return isInside && (receivedOn === null || yearOf(receivedOn) === year);
}
