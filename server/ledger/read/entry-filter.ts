import { addDays, dateInZone, isCalendarDate, startOfDay } from "../../values/calendar.ts";
import { foldName } from "../../values/folding.ts";
import { findMethod } from "../../values/methods.ts";
import { characterCount, isBlank } from "../../values/text.ts";
import type { EntryStatus, LedgerLine } from "../entry.ts";
import { isEventId } from "../ids.ts";
import type { IndexedEntry } from "../ledger-store.ts";
import { isRecordKind } from "../record.ts";

/** A filter as callers give it. Days are inclusive and in the operator's time zone. */
export interface FilterInput {
  receivedFrom?: string | null;
  receivedTo?: string | null;
  enteredFrom?: string | null;
  enteredTo?: string | null;
  method?: string | null;
  patron?: string | null;
  eventId?: string | null;
  status?: string | null;
}

/** The names of the filter fields, as callers give them. */
export const FILTER_NAMES = [
  ...(["receivedFrom", "receivedTo", "enteredFrom", "enteredTo"] as const),
  ...(["method", "patron", "eventId", "status"] as const),
];

/** Which entries to list or sum. */
export interface EntryFilter {
  /** The days on which the money was received, both included. */
  received: Days;
  /** The days on which the ledgers took entries in, both included. */
  entered: Days;
  /** The instants of those days: from the first (inclusive) to the second (exclusive). */
  enteredInstants: { from: string | null; before: string | null };
  method: string | null;
  /** Folded text contained in the patron's name. */
  patronFolded: string | null;
  status: EntryStatus | null;
  eventId: string | null;
}

/** An interval of calendar dates, both included; null for an open end. */
interface Days {
  from: string | null;
  to: string | null;
}

/** The first day that a filter may name. */
const FIRST_DAY = "1900-01-01";
const MAX_PATRON_CHARACTERS = 200;

/** Validates a filter. Returns a message if it is invalid. */
export function readFilter(
  input: FilterInput,
  timeZone: string,
): { filter: EntryFilter } | { fault: string } {
  const fault = dayFault(input) ?? textFault(input) ?? wordFault(input);
  if (fault) return { fault };
  return {
    filter: {
      received: { from: input.receivedFrom ?? null, to: input.receivedTo ?? null },
      ...enteredOn({ from: input.enteredFrom ?? null, to: input.enteredTo ?? null }, timeZone),
      method: input.method ?? null,
      patronFolded: input.patron == null ? null : foldName(input.patron),
      status: (input.status as EntryStatus | null | undefined) ?? null,
      eventId: input.eventId ?? null,
    },
  };
}

/** The same filter with other days of one kind. */
export function withDays(
  filter: EntryFilter,
  days: { kind: "received" | "entered"; from: string; to: string },
  timeZone: string,
): EntryFilter {
  const { kind, ...interval } = days;
  return kind === "received"
    ? { ...filter, received: interval }
    : { ...filter, ...enteredOn(interval, timeZone) };
}

function enteredOn(entered: Days, timeZone: string): Pick<EntryFilter, "entered" | "enteredInstants"> {
  const startOf = (date: string | null) => date && startOfDay(date, timeZone).toISOString();
  const before = startOf(entered.to && addDays(entered.to, 1));
  return { entered, enteredInstants: { from: startOf(entered.from), before } };
}

const DAY_NAMES = ["receivedFrom", "receivedTo", "enteredFrom", "enteredTo"] as const;

function dayFault(input: FilterInput): string | null {
  for (const name of DAY_NAMES) {
    const date = input[name];
    if (date != null && (!isCalendarDate(date) || date < FIRST_DAY))
      return `\`${name}\` must be a date from ${FIRST_DAY} on, such as 2026-06-14.`;
  }
  for (const kind of ["received", "entered"] as const) {
    const [from, to] = [input[`${kind}From`], input[`${kind}To`]];
    if (from != null && to != null && from > to) return `\`${kind}From\` must not be after \`${kind}To\`.`;
  }
  return null;
}

function textFault({ patron, eventId }: FilterInput): string | null {
  if (patron != null && (isBlank(patron) || characterCount(patron) > MAX_PATRON_CHARACTERS))
    return `\`patron\` must be part of a name, 1 to ${MAX_PATRON_CHARACTERS} characters.`;
  if (eventId != null && !isEventId(eventId)) return "`eventId` is not a valid event id.";
  return null;
}

const STATUSES = [
  "RECORDED",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
  "VOIDED",
  "CORRECTED",
] as const satisfies EntryStatus[];

function wordFault({ method, status }: FilterInput): string | null {
  if (method != null && !findMethod(method)) return "`method` must be a payment method such as ZELLE.";
  if (status != null && !STATUSES.some((known) => known === status))
    return `\`status\` must be one of ${STATUSES.join(", ")}.`;
  return null;
}

type Filtered = Pick<
  IndexedEntry,
  "kind" | "receivedOn" | "enteredAt" | "method" | "patronFolded" | "status"
>;

/** Whether this is an entry, not a record, that matches a filter, apart from its event. */
export function matches(filter: EntryFilter, entry: Filtered): boolean {
  const { received, enteredInstants, method, patronFolded, status } = filter;
  return (
    !isRecordKind(entry.kind) &&
    (received.from === null || (entry.receivedOn !== null && entry.receivedOn >= received.from)) &&
    (received.to === null || (entry.receivedOn !== null && entry.receivedOn <= received.to)) &&
    (enteredInstants.from === null ||
      (entry.enteredAt !== null && entry.enteredAt >= enteredInstants.from)) &&
    (enteredInstants.before === null ||
      (entry.enteredAt !== null && entry.enteredAt < enteredInstants.before)) &&
    (method === null || entry.method === method) &&
    (patronFolded === null || Boolean(entry.patronFolded?.includes(patronFolded))) &&
    (status === null || entry.status === status)
  );
}

/** Whether a line of a ledger matches a filter, apart from its event. */
export function matchesLine(filter: EntryFilter, { entry, companion }: LedgerLine): boolean {
  const { kind, receivedOn, method, patron } = entry;
  const patronFolded = patron && foldName(patron);
  return matches(filter, {
    kind,
    receivedOn,
    enteredAt: companion?.enteredAt ?? null,
    method,
    patronFolded,
    status: companion?.status ?? "RECORDED",
  });
}

/** The day by which an entry is counted: the day received, or the day entered if the filter names only such days. */
export function countedOn(
  filter: EntryFilter,
  entry: Pick<Filtered, "receivedOn" | "enteredAt">,
  timeZone: string,
): string | null {
  if (isByEntered(filter)) return entry.enteredAt && dateInZone(new Date(entry.enteredAt), timeZone);
  return entry.receivedOn;
}

const isOpen = ({ from, to }: Days) => from === null && to === null;

/** Whether a filter names only days of entry. */
export function isByEntered({ received, entered }: EntryFilter): boolean {
  return isOpen(received) && !isOpen(entered);
}

/** Whether a filter names received days. */
export function namesReceived({ received }: EntryFilter): boolean {
  return !isOpen(received);
}
