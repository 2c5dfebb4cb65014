import type { Clock } from "../../clock.ts";
import { addDays, isCalendarDate, isLoggedLate, parseInstant, startOfDay } from "../../values/calendar.ts";
import { isCancelled } from "../departure.ts";
import type { LedgerLine } from "../entry.ts";
import type { EventFacts } from "../event-facts.ts";
import { walkLedger } from "../ledger-lines.ts";
import type { EventSnapshot, LedgerStore } from "../ledger-store.ts";
import { hasTotals, readingOf, toLedgerLine } from "../reading.ts";

/** What a person who closes the books on an event should check, oldest first. */
export interface Settlement {
  event: EventSnapshot;
  reversals: LedgerLine[];
  lateEntries: LedgerLine[];
  adoptedEntries: LedgerLine[];
  unadoptedEntries: LedgerLine[];
  mailsNotSent: LedgerLine[];
  /** Security deposits still held although the event is over, in minor units; null if there are none or it is not over. */
  depositHeldMinorUnits: number | null;
}

/** Reads an event's whole ledger and selects the entries that need attention. */
export async function settleEvent(
  context: { store: LedgerStore; clock: Clock; operatorCurrency: string; timeZone: string },
  event: EventSnapshot,
): Promise<Settlement> {
  const { timeZone } = context;
  const reading = readingOf(event, context);
  const lines: LedgerLine[] = [];
  for await (const stored of walkLedger(context.store, event.eventId))
    lines.push(toLedgerLine(stored, reading));
  const isUnadopted = ({ companion }: LedgerLine) => companion === null && hasTotals(event.head);
  return {
    event,
    reversals: lines.filter(({ entry }) => entry.kind !== "PAYMENT"),
    lateEntries: lines.filter((line) => isLate(line, timeZone)),
    adoptedEntries: lines.filter(({ companion }) => companion?.adopted),
    unadoptedEntries: lines.filter(isUnadopted),
    mailsNotSent: lines.filter(({ companion }) => companion && companion.mail.notification.status !== "SENT"),
    depositHeldMinorUnits: isOver(event.facts, { now: context.clock.now(), timeZone })
      ? depositHeld(event)
      : null,
  };
}

/** Legacy rows, which alone a ledger without complete totals has, hold no deposits. */
const depositHeld = ({ head }: EventSnapshot) =>
  head && head.purposes.SECURITY_DEPOSIT > 0 ? head.purposes.SECURITY_DEPOSIT : null;

/** Whether an event is over: by its status, or because its end has passed. */
function isOver(facts: EventFacts | null, { now, timeZone }: { now: Date; timeZone: string }): boolean {
  const status = facts?.status ?? null;
  if (isCancelled(status) || /^\s*completed\s*$/i.test(status ?? "")) return true;
  const end = endOf(facts?.endsAt ?? "", timeZone);
  return end !== null && end < now;
}

/** The end of an event as the dispatch tool stores it. Without an offset, it is over when its day in the zone is. */
function endOf(endsAt: string, timeZone: string): Date | null {
  const date = endsAt.slice(0, "2026-06-14".length);
  return parseInstant(endsAt) ?? (isCalendarDate(date) ? startOfDay(addDays(date, 1), timeZone) : null);
}

/** Whether an entry was logged long after the money moved. */
export function isLate({ entry: { receivedOn, loggedAt, kind } }: LedgerLine, timeZone: string): boolean {
  if (kind === "VOID" || receivedOn === null || loggedAt === null) return false;
  return isLoggedLate({ on: receivedOn, loggedAt, timeZone });
}
