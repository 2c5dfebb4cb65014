import type { Clock } from "../../clock.ts";
import { isLoggedLate } from "../../values/calendar.ts";
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
    depositHeldMinorUnits: isOver(event.facts, context.clock.now()) ? depositHeld(event) : null,
  };
}

/** Legacy rows, which alone a ledger without complete totals has, hold no deposits. */
const depositHeld = ({ head }: EventSnapshot) =>
  head && head.purposes.SECURITY_DEPOSIT > 0 ? head.purposes.SECURITY_DEPOSIT : null;

/** Whether an event is over: by its status, or because its end has passed. */
function isOver(facts: EventFacts | null, now: Date): boolean {
  if (/^\s*(?:completed|cancell?ed)\s*$/i.test(facts?.status ?? "")) return true;
  return facts?.endsAt != null && Date.parse(facts.endsAt) < now.getTime();
}

/** Whether an entry was logged long after the money moved. */
export function isLate({ entry: { receivedOn, loggedAt, kind } }: LedgerLine, timeZone: string): boolean {
  if (kind === "VOID" || receivedOn === null || loggedAt === null) return false;
  return isLoggedLate({ on: receivedOn, loggedAt, timeZone });
}
