import { addDays, countDays, dateInZone } from "../../values/calendar.ts";
import { isActive, type LedgerLine } from "../entry.ts";
import { NO_METHOD } from "../head.ts";
import type { EventSnapshot, IndexedEntry, LedgerStore } from "../ledger-store.ts";
import { addSums, NO_SUMS, type Sums, splitByPurpose } from "../purposes.ts";
import { hasTotals } from "../reading.ts";
import { countedOn, type EntryFilter, isByEntered, matches, withDays } from "./entry-filter.ts";
import { walkEventLines } from "./list-entries.ts";
import { planWalk, walkIndex } from "./walk-index.ts";

/** The longest period that can be summed. */
const MAX_DAYS = 366;

/** How many entries are read at a time. */
const READ_BATCH = 1000;

/** A long period is split into this many parts, which are read concurrently. */
const PARTS = 4;

/** A sum in signed minor units, and the number of active payments. */
interface Sum {
  minorUnits: number;
  count: number;
}

/** The sums of a period, in one currency. */
export interface PeriodTotals extends Sum {
  currency: string;
  /** By method; `NO_METHOD` for legacy rows. */
  byMethod: Map<string, Sum>;
  purposes: Sums;
  /** By `YYYY-MM-DD`. */
  byDay: Map<string, Sum>;
  /** Other currencies that occur; no sum includes them. */
  otherCurrencies: Set<string>;
}

/** What summing needs to read ledgers. */
export interface TotalsContext {
  store: LedgerStore;
  timeZone: string;
  operatorCurrency: string;
}

/** A filter with the period to sum. */
export interface Period {
  filter: EntryFilter;
  kind: "received" | "entered";
  from: string;
  to: string;
}

/** The period of a filter, which ends today by default, or the reason why it cannot be summed. */
export function closePeriod(
  filter: EntryFilter,
  { now, timeZone }: { now: Date; timeZone: string },
): { period: Period } | { fault: string } {
  const kind = isByEntered(filter) ? "entered" : "received";
  const { from, to: last } = filter[kind];
  if (from === null) return { fault: "The filter must name a first day: `receivedFrom` or `enteredFrom`." };
  const today = dateInZone(now, timeZone);
  const to = last ?? (today > from ? today : from);
  if (countDays({ from, to }) > MAX_DAYS) return { fault: `The period must not exceed ${MAX_DAYS} days.` };
  return { period: { filter: withDays(filter, { kind, from, to }, timeZone), kind, from, to } };
}

/** Sums the entries of a period in one currency. `event` is the event of the filter, if it names a known one. */
export async function addUpEntries(
  context: TotalsContext,
  {
    period,
    currency,
    event,
    now,
  }: { period: Period; currency: string; event: EventSnapshot | null; now: Date },
): Promise<PeriodTotals> {
  const { filter } = period;
  const totals: PeriodTotals = {
    ...{ currency, minorUnits: 0, count: 0 },
    ...{ purposes: NO_SUMS, byMethod: new Map(), byDay: new Map(), otherCurrencies: new Set<string>() },
  };
  const add = (entry: Counted) => addEntry(totals, { entry, on: countedOn(filter, entry, context.timeZone) });
  if (event) {
    const counts = ({ companion }: LedgerLine) => companion !== null || !hasTotals(event.head);
    for await (const line of walkEventLines(context, { event, filter }))
      if (counts(line)) add(toCounted(line));
  } else if (filter.eventId === null) {
    await Promise.all(
      inParts(period, context.timeZone).map(async (part) => {
        const walk = planWalk(part, { direction: "oldestFirst", now });
        for await (const page of walkIndex(context.store, walk, { limit: READ_BATCH }))
          for (const entry of page) if (matches(part, entry)) add(entry);
      }),
    );
  }
  return totals;
}

type Counted = Pick<
  IndexedEntry,
  "kind" | "receivedOn" | "enteredAt" | "parts" | "method" | "minorUnits" | "currency" | "status"
>;

const toCounted = ({ entry, companion }: LedgerLine): Counted => ({
  ...entry,
  enteredAt: companion?.enteredAt ?? null,
  status: companion?.status ?? "RECORDED",
});

function inParts({ filter, kind, from, to }: Period, timeZone: string): EntryFilter[] {
  const days = countDays({ from, to });
  const length = Math.ceil(days / PARTS);
  return Array.from({ length: Math.ceil(days / length) }, (_, at) => {
    const first = addDays(from, at * length);
    const last = addDays(first, length - 1);
    return withDays(filter, { kind, from: first, to: last < to ? last : to }, timeZone);
  });
}

function addEntry(totals: PeriodTotals, { entry, on }: { entry: Counted; on: string | null }): void {
  const { minorUnits, currency, method } = entry;
  if (minorUnits === null || on === null) return;
  if (currency !== totals.currency) {
    totals.otherCurrencies.add(currency);
    return;
  }
  const count = entry.kind === "PAYMENT" && isActive(entry) ? 1 : 0;
  totals.purposes = addSums(totals.purposes, splitByPurpose(entry));
  const sums = [totals, sumAt(totals.byMethod, method ?? NO_METHOD), sumAt(totals.byDay, on)];
  for (const sum of sums) {
    sum.minorUnits += minorUnits;
    sum.count += count;
  }
}

function sumAt(sums: Map<string, Sum>, name: string): Sum {
  const sum = sums.get(name) ?? { minorUnits: 0, count: 0 };
  sums.set(name, sum);
  return sum;
}

/** Whether all sums are exact: integers below 2^53. */
export function isExact({ minorUnits, byMethod, byDay }: PeriodTotals): boolean {
  const sums = [...byMethod.values(), ...byDay.values()].map((sum) => sum.minorUnits);
  return [minorUnits, ...sums].every(Number.isSafeInteger);
}
