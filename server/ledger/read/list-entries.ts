import type { LedgerLine } from "../entry.ts";
import { walkLedger } from "../ledger-lines.ts";
import type { EventSnapshot, IndexedEntry, IndexPlace, LedgerStore, PageRequest } from "../ledger-store.ts";
import { readingOf, toLedgerLine } from "../reading.ts";
import { type EntryFilter, matches, matchesLine } from "./entry-filter.ts";
import { type IndexWalk, walkIndex } from "./walk-index.ts";

/** The maximum number of entries examined for one page, however few match the filter. */
const MAX_EXAMINED = 10_000;

/** How many entries are read at a time if the filter may match few of them. */
const SEARCH_BATCH = 1000;

/** A page of a list, and where to continue. */
export interface EntryPage<Place> {
  lines: { line: LedgerLine; place: Place }[];
  /** Null at the end of the list. */
  next: Place | null;
}

/** What listing needs to read ledgers. */
export interface ListContext {
  store: LedgerStore;
  timeZone: string;
}

/** The part of a list to read. */
export interface ListRequest<Place> {
  limit: number;
  after?: Place | undefined;
}

/** A page of the entries of all events that match a filter. */
export async function listEntries(
  context: ListContext,
  { filter, walk, limit, after }: ListRequest<IndexPlace> & { filter: EntryFilter; walk: IndexWalk },
): Promise<EntryPage<IndexPlace>> {
  const found: IndexedEntry[] = [];
  const isSearch = filter.method !== null || filter.patronFolded !== null || filter.status !== null;
  let examined = 0;
  let last: IndexPlace | null = null;
  for await (const entries of walkIndex(context.store, walk, {
    limit: isSearch ? SEARCH_BATCH : limit + 1,
    after,
  })) {
    for (const entry of entries) {
      if (!matches(filter, entry)) continue;
      if (found.length === limit) return toPage(context, { filter, found, next: lastOf(found) });
      found.push(entry);
    }
    examined += entries.length;
    last = entries.at(-1)?.place ?? last;
    if (examined >= MAX_EXAMINED) return toPage(context, { filter, found, next: last });
  }
  return toPage(context, { filter, found, next: null });
}

const lastOf = (found: IndexedEntry[]) => found.at(-1)?.place ?? null;

async function toPage(
  context: ListContext,
  { filter, found, next }: { filter: EntryFilter; found: IndexedEntry[]; next: IndexPlace | null },
): Promise<EntryPage<IndexPlace>> {
  return { lines: await readFound(context, { filter, found }), next };
}

/** The entries in their current state. The index may lag, so a status may no longer match the filter. */
async function readFound(
  { store, timeZone }: ListContext,
  { filter, found }: { filter: EntryFilter; found: IndexedEntry[] },
): Promise<EntryPage<IndexPlace>["lines"]> {
  const stored = await store.readLines(found.map(({ place }) => place.ref));
  return found.flatMap(({ place, currency }, at) => {
    const line = stored[at] && toLedgerLine(stored[at], { currency, timeZone });
    return line && matchesLine(filter, line) ? [{ line, place }] : [];
  });
}

/** All entries that match a filter, of all events or of the event that it names, in batches. */
export async function* walkEntries(
  context: ListContext & { operatorCurrency: string },
  { filter, walk }: { filter: EntryFilter; walk: IndexWalk },
): AsyncGenerator<LedgerLine[]> {
  if (filter.eventId !== null) {
    const [event] = await context.store.readEvents([filter.eventId]);
    if (event) for await (const line of walkEventLines(context, { filter, event })) yield [line];
    return;
  }
  for await (const entries of walkIndex(context.store, walk, { limit: SEARCH_BATCH })) {
    const found = entries.filter((entry) => matches(filter, entry));
    const lines = await readFound(context, { filter, found });
    if (lines.length > 0) yield lines.map(({ line }) => line);
  }
}

/** The lines of one event that match a filter, oldest first. */
export async function* walkEventLines(
  context: ListContext & { operatorCurrency: string },
  { filter, event }: { filter: EntryFilter; event: EventSnapshot },
): AsyncGenerator<LedgerLine> {
  const reading = readingOf(event, context);
  for await (const stored of walkLedger(context.store, event.eventId)) {
    const line = toLedgerLine(stored, reading);
    if (matchesLine(filter, line)) yield line;
  }
}

/** A page of one event's entries that match a filter, by when they were logged. A place is the suffix of an entry. */
export async function listEventEntries(
  { store, timeZone }: ListContext,
  request: ListRequest<string> & {
    eventId: string;
    currency: string;
    filter: EntryFilter;
    direction: PageRequest["direction"];
  },
): Promise<EntryPage<string>> {
  const { eventId, direction, filter, currency, limit } = request;
  const lines: EntryPage<string>["lines"] = [];
  let after = request.after;
  for (let examined = 0; examined < MAX_EXAMINED; ) {
    const page = await store.readPage({ eventId, direction, limit: SEARCH_BATCH, after });
    for (const stored of page.lines) {
      const line = toLedgerLine(stored, { currency, timeZone });
      if (!matchesLine(filter, line)) continue;
      if (lines.length === limit) return { lines, next: lines.at(-1)?.place ?? null };
      lines.push({ line, place: line.entry.ref.suffix });
    }
    const last = page.lines.at(-1);
    if (!page.hasMore || !last) return { lines, next: null };
    examined += page.lines.length;
    after = last.row.ref.suffix;
  }
  return { lines, next: after ?? null };
}
