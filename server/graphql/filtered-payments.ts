import { isEntryRef } from "../ledger/ids.ts";
import type { EventSnapshot, IndexPlace, PageRequest } from "../ledger/ledger-store.ts";
import { type EntryFilter, type FilterInput, readFilter } from "../ledger/read/entry-filter.ts";
import { listEntries, listEventEntries } from "../ledger/read/list-entries.ts";
import { type IndexWalk, passes, planWalk } from "../ledger/read/walk-index.ts";
import { readingOf } from "../ledger/reading.ts";
import { badUserInput } from "./bad-request.ts";
import { readCursor, toConnection } from "./connection.ts";
import type { Context } from "./context.ts";
import type { PageOfLedger } from "./payment-pages.ts";

/** Reads a filter. Throws `BAD_USER_INPUT` if it is invalid. */
export function toFilter(input: FilterInput, { ledger }: Context): EntryFilter {
  const read = readFilter(input, ledger.timeZone);
  if ("fault" in read) throw badUserInput(read.fault);
  return read.filter;
}

/** A page of the entries of all events that match a filter. */
export async function listPayments(
  { ledger }: Context,
  {
    filter,
    limit,
    after,
    direction,
  }: {
    filter: EntryFilter;
    limit: number;
    after: string | null | undefined;
    direction: PageRequest["direction"];
  },
) {
  const walk = planWalk(filter, { direction, now: ledger.clock.now() });
  const place = readCursor(walk.index, after, (text) => readPlace(text, walk));
  const page = await listEntries(ledger, { filter, walk, limit, after: place });
  return toConnection({
    list: walk.index,
    ...page,
    nodes: page.lines.map(({ line }) => line),
    placeOf: (_, at) => writePlace(page.lines[at]?.place as IndexPlace),
    endPlace: page.next && writePlace(page.next),
    hasNextPage: page.next !== null,
    hasPreviousPage: after != null,
  });
}

/** A page of one event's entries that match a filter. */
export async function listFilteredPayments(
  { ledger }: Context,
  { event, filter, page }: { event: EventSnapshot; filter: EntryFilter; page: PageOfLedger },
) {
  if (filter.eventId !== null && filter.eventId !== event.eventId)
    throw badUserInput("`filter.eventId` names a different event.");
  const { lines, next } = await listEventEntries(ledger, {
    ...page.request,
    filter,
    currency: readingOf(event, ledger).currency,
  });
  return page.toConnection({ lines: lines.map(({ line }) => line), next });
}

const writePlace = ({ year, key, ref }: IndexPlace) => JSON.stringify([year, key, ref.eventId, ref.suffix]);

/** The position in a cursor, or null if this list did not create it. */
function readPlace(text: string, walk: IndexWalk): IndexPlace | null {
  const [year, key, eventId, suffix] = partsOf(text);
  if (typeof year !== "number" || typeof key !== "string") return null;
  if (typeof eventId !== "string" || typeof suffix !== "string") return null;
  const place = { year, key, ref: { eventId, suffix } };
  return isEntryRef(place.ref) && passes(walk, place) ? place : null;
}

function partsOf(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
