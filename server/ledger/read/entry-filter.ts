import { addDays, dateInZone, isCalendarDate, startOfDay } from "../../values/calendar.ts";
import { findMethod } from "../../values/methods.ts";
import { characterCount, foldText } from "../../values/text.ts";
import type { EntryStatus, LedgerLine } from "../entry.ts";
import { isEventId } from "../ids.ts";
import type { IndexedEntry } from "../ledger-store.ts";

/** A filter as callers give it: days are inclusive, in the operator's time zone. */
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

/** The names of what a filter can hold, as callers give them. */
export const FILTER_NAMES = [
  ...(["receivedFrom", "receivedTo", "loggedFrom", "loggedTo"] as const),
  ...(["method", "patron", "eventId", "status"] as const),
];

/** Which entries to list or to add up. */
export interface EntryFilter {
  /** The days on which the money was received, both included. */
  received: Days;
  /** The days on which entries were logged, both included. */
  logged: Days;
  /** The instants of those days: from the first, before the second. */
  loggedInstants: { from: string | null; before: string | null };
  method: string | null;
  /** A part of the patron's folded name. */
  patronFolded: string | null;
  status: EntryStatus | null;
  eventId: string | null;
}

/** An interval of calendar dates, both included; null where it is open. */
interface Days {
  from: string | null;
  to: string | null;
}

/** The first day that can be asked for. */
const FIRST_DAY = "1900-01-01";
const LONGEST_PATRON = 200;

/** Understands a filter, or says in a sentence what is wrong with it. */
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

/** The same filter for other days of one kind. */
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
      return `\`${name}\` is a date from ${FIRST_DAY} on, such as 2026-06-14.`;
  }
  for (const kind of ["received", "logged"] as const) {
    const [from, to] = [input[`${kind}From`], input[`${kind}To`]];
    if (from != null && to != null && from > to) return `\`${kind}From\` is not after \`${kind}To\`.`;
  }
  return null;
}

function textFault({ patron, eventId }: FilterInput): string | null {
  if (patron != null && (foldText(patron) === "" || characterCount(patron) > LONGEST_PATRON))
    return `\`patron\` is a part of a name, 1 to ${LONGEST_PATRON} characters.`;
  if (eventId != null && !isEventId(eventId)) return "`eventId` cannot be the id of an event.";
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
  if (method != null && !findMethod(method)) return "`method` is one of the payment methods, such as ZELLE.";
  if (status != null && !STATUSES.some((known) => known === status))
    return `\`status\` is one of ${STATUSES.join(", ")}.`;
  return null;
}

type Filtered = Pick<IndexedEntry, "receivedOn" | "loggedAt" | "method" | "patronFolded" | "status">;

/** Whether a filter lets an entry through, but for its event. */
export function lets(filter: EntryFilter, entry: Filtered): boolean {
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

/** Whether a filter lets a line of a ledger through, but for its event. */
export function letsLine(filter: EntryFilter, { entry, companion }: LedgerLine): boolean {
  const { receivedOn, loggedAt, method, patron } = entry;
  const patronFolded = patron && foldText(patron);
  return lets(filter, {
    receivedOn,
    loggedAt,
    method,
    patronFolded,
    status: companion?.status ?? "RECORDED",
  });
}

/** The day by which an entry is counted: received, unless the filter names only days of logging. */
export function countedOn(
  filter: EntryFilter,
  entry: Pick<Filtered, "receivedOn" | "loggedAt">,
  timeZone: string,
): string | null {
  if (isByLogged(filter)) return entry.loggedAt && dateInZone(new Date(entry.loggedAt), timeZone);
  return entry.receivedOn;
}

const isOpen = ({ from, to }: Days) => from === null && to === null;

/** Whether days of logging are all the days that a filter names. */
export function isByLogged({ received, logged }: EntryFilter): boolean {
  return isOpen(received) && !isOpen(logged);
}

/** Whether a filter names a day on which money was received. */
export function namesReceived({ received }: EntryFilter): boolean {
  return !isOpen(received);
}
