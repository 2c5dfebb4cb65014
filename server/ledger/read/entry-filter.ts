import { addDays, dateInZone, isCalendarDate, startOfDay } from "../../values/calendar.ts";
import { findMethod } from "../../values/methods.ts";
import { characterCount, foldText } from "../../values/text.ts";
import type { EntryStatus, LedgerLine } from "../entry.ts";
import { isEventId } from "../ids.ts";
import type { IndexedEntry } from "../ledger-store.ts";

/** A filter as callers give it. Days are inclusive and in the operator's time zone. */
export interface FilterInput {
  receivedFrom?: string | null;
  receivedTo?: string | null;
  loggedFrom?: string | null;
  loggedTo?: string | null;
  method?: string | null;
  patron?: string | null;
  eventId?: string | null;
  status?: string | null;
}

/** The names of the filter fields, as callers give them. */
export const FILTER_NAMES = [
  ...(["receivedFrom", "receivedTo", "loggedFrom", "loggedTo"] as const),
  ...(["method", "patron", "eventId", "status"] as const),
];

/** Which entries to list or sum. */
export interface EntryFilter {
  /** The days on which the money was received, both included. */
  received: Days;
  /** The days on which entries were logged, both included. */
  logged: Days;
  /** The instants of those days: from the first (inclusive) to the second (exclusive). */
  loggedInstants: { from: string | null; before: string | null };
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
      ...loggedOn({ from: input.loggedFrom ?? null, to: input.loggedTo ?? null }, timeZone),
      method: input.method ?? null,
      patronFolded: input.patron == null ? null : foldText(input.patron),
      status: (input.status as EntryStatus | null | undefined) ?? null,
      eventId: input.eventId ?? null,
    },
  };
}

/** The same filter with other days of one kind. */
export function withDays(
  filter: EntryFilter,
  days: { kind: "received" | "logged"; from: string; to: string },
  timeZone: string,
): EntryFilter {
  const { kind, ...interval } = days;
  return kind === "received"
    ? { ...filter, received: interval }
    : { ...filter, ...loggedOn(interval, timeZone) };
}

function loggedOn(logged: Days, timeZone: string): Pick<EntryFilter, "logged" | "loggedInstants"> {
  const startOf = (date: string | null) => date && startOfDay(date, timeZone).toISOString();
  const before = startOf(logged.to && addDays(logged.to, 1));
  return { logged, loggedInstants: { from: startOf(logged.from), before } };
}

const DAY_NAMES = ["receivedFrom", "receivedTo", "loggedFrom", "loggedTo"] as const;

function dayFault(input: FilterInput): string | null {
  for (const name of DAY_NAMES) {
    const date = input[name];
    if (date != null && (!isCalendarDate(date) || date < FIRST_DAY))
      return `\`${name}\` must be a date from ${FIRST_DAY} on, such as 2026-06-14.`;
  }
  for (const kind of ["received", "logged"] as const) {
    const [from, to] = [input[`${kind}From`], input[`${kind}To`]];
    if (from != null && to != null && from > to) return `\`${kind}From\` must not be after \`${kind}To\`.`;
  }
  return null;
}

function textFault({ patron, eventId }: FilterInput): string | null {
  if (patron != null && (foldText(patron) === "" || characterCount(patron) > MAX_PATRON_CHARACTERS))
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

type Filtered = Pick<IndexedEntry, "receivedOn" | "loggedAt" | "method" | "patronFolded" | "status">;

/** Whether an entry matches a filter, apart from its event. */
export function matches(filter: EntryFilter, entry: Filtered): boolean {
  const { received, loggedInstants, method, patronFolded, status } = filter;
  return (
    (received.from === null || (entry.receivedOn !== null && entry.receivedOn >= received.from)) &&
    (received.to === null || (entry.receivedOn !== null && entry.receivedOn <= received.to)) &&
    (loggedInstants.from === null || (entry.loggedAt !== null && entry.loggedAt >= loggedInstants.from)) &&
    (loggedInstants.before === null || (entry.loggedAt !== null && entry.loggedAt < loggedInstants.before)) &&
    (method === null || entry.method === method) &&
    (patronFolded === null || Boolean(entry.patronFolded?.includes(patronFolded))) &&
    (status === null || entry.status === status)
  );
}

/** Whether a line of a ledger matches a filter, apart from its event. */
export function matchesLine(filter: EntryFilter, { entry, companion }: LedgerLine): boolean {
  const { receivedOn, loggedAt, method, patron } = entry;
  const patronFolded = patron && foldText(patron);
  return matches(filter, {
    receivedOn,
    loggedAt,
    method,
    patronFolded,
    status: companion?.status ?? "RECORDED",
  });
}

/** The day by which an entry is counted: the day received, or the day logged if the filter names only logged days. */
export function countedOn(
  filter: EntryFilter,
  entry: Pick<Filtered, "receivedOn" | "loggedAt">,
  timeZone: string,
): string | null {
  if (isByLogged(filter)) return entry.loggedAt && dateInZone(new Date(entry.loggedAt), timeZone);
  return entry.receivedOn;
}

const isOpen = ({ from, to }: Days) => from === null && to === null;

/** Whether a filter names only logged days. */
export function isByLogged({ received, logged }: EntryFilter): boolean {
  return isOpen(received) && !isOpen(logged);
}

/** Whether a filter names received days. */
export function namesReceived({ received }: EntryFilter): boolean {
  return !isOpen(received);
}
