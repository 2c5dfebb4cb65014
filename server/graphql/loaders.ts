import DataLoader from "dataloader";
import type { LedgerLine } from "../ledger/entry.ts";
import type { LedgerSums } from "../ledger/head.ts";
import { fromPaymentId, isEventId } from "../ledger/ids.ts";
import { sumUnadopted } from "../ledger/ledger-lines.ts";
import type { EventSnapshot, LedgerStore, PageRequest } from "../ledger/ledger-store.ts";
import { readingOf, toLedgerLine } from "../ledger/reading.ts";

/** A page of an event's ledger, decoded. */
interface LedgerPage {
  lines: LedgerLine[];
  hasMore: boolean;
}

/** Reads for one request, each of them done at most once. */
export interface Loaders {
  /** An event, or null if it is unknown. */
  event(eventId: string): Promise<EventSnapshot | null>;
  /** The stored state under an id, whether the event is known or not; null for an invalid event id. */
  snapshot(eventId: string): Promise<EventSnapshot | null>;
  /** An entry by its opaque id, or null. */
  payment(id: string): Promise<LedgerLine | null>;
  /** A page of a ledger. Requested before the event is known, it needs no further round trip. */
  page(request: PageRequest): Promise<LedgerPage>;
  /** The totals of an event whose legacy rows are not adopted. */
  unadoptedSums(eventId: string): Promise<LedgerSums & { rows: number }>;
}

/** Creates the loaders of one request. */
export function createLoaders(context: {
  store: LedgerStore;
  operatorCurrency: string;
  timeZone: string;
}): Loaders {
  const { store } = context;
  const readingFor = (snapshot: EventSnapshot) => readingOf(snapshot, context);
  const snapshots = new DataLoader<string, EventSnapshot>((eventIds) => store.readEvents(eventIds));
  const payments = new DataLoader<string, LedgerLine | null>((ids) => readPayments(ids));
  const pages = memoize(async (request: PageRequest) => {
    const [page, snapshot] = await Promise.all([store.readPage(request), snapshots.load(request.eventId)]);
    return { ...page, lines: page.lines.map((line) => toLedgerLine(line, readingFor(snapshot))) };
  });
  const sums = memoize(async (eventId: string) =>
    sumUnadopted(store, { eventId, ...readingFor(await snapshots.load(eventId)) }),
  );

  async function readSnapshot(eventId: string): Promise<EventSnapshot | null> {
    return isEventId(eventId) ? snapshots.load(eventId) : null;
  }

  async function readPayments(ids: readonly string[]): Promise<(LedgerLine | null)[]> {
    const refs = ids.map(fromPaymentId);
    const known = refs.filter((ref) => ref !== null);
    const [lines, events] = await Promise.all([
      store.readLines(known),
      Promise.all(known.map((ref) => snapshots.load(ref.eventId))),
    ]);
    const read = lines.map((line, at) => line && toLedgerLine(line, readingFor(events[at] as EventSnapshot)));
    let next = 0;
    return refs.map((ref) => (ref ? (read[next++] ?? null) : null));
  }

  return {
    snapshot: readSnapshot,
    async event(eventId) {
      const snapshot = await readSnapshot(eventId);
      if (!snapshot || snapshot.facts || snapshot.head) return snapshot;
      return (await sums(eventId)).rows > 0 ? snapshot : null;
    },
    payment: (id) => payments.load(id),
    page: pages,
    unadoptedSums: sums,
  };
}

function memoize<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const name = JSON.stringify(key);
    const value = known.get(name) ?? read(key);
    known.set(name, value);
    return value;
  };
}
