import type { AdoptedRow, AdoptionCommit } from "../commits.ts";
import type { Entry } from "../entry.ts";
import { addPosting, emptyHead, type LedgerHead } from "../head.ts";
import type { EventSnapshot, LedgerStore } from "../ledger-store.ts";
import { type MailState, mailOff, newMailRecord } from "../mail-state.ts";
import { readingOf } from "../reading.ts";
import type { StoredLine } from "../stored-line.ts";

const ROWS_PER_TRANSACTION = 40;

/** What adoption needs to know about the deployment. */
export interface AdoptionContext {
  store: LedgerStore;
  operatorCurrency: string;
  timeZone: string;
}

/**
 * Adopts the legacy rows of an event into its ledger: each gets a sequence number, a companion and a hash; no row is edited.
 * It can resume after a crash at any point, is harmless to repeat, and is safe to run concurrently.
 * Returns the event as it is afterwards. Its head is null if there was nothing to adopt.
 */
export async function adoptEvent(context: AdoptionContext, eventId: string): Promise<EventSnapshot> {
  for (;;) {
    const [snapshot] = await context.store.readEvents([eventId]);
    if (!snapshot) throw new Error(`The store returned no result for event ${eventId}.`);
    const { head } = snapshot;
    if (head && !head.adopting) return snapshot;
    const page = await context.store.readPage({
      eventId,
      direction: "oldestFirst",
      limit: ROWS_PER_TRANSACTION,
      after: head?.adoptedThrough ?? undefined,
    });
    if (!head && page.lines.length === 0) return snapshot;
    const commit = planAdoption(context, {
      snapshot,
      lines: page.lines,
      isComplete: !page.hasMore,
      mail: MAIL_OFF,
    });
    await context.store.commitAdoption(commit);
  }
}

const MAIL_OFF = mailOff("It was logged by a legacy handler, before payments were mailed.");

/** One step of an adoption: the rows to adopt, and the ledger before it. */
export interface AdoptionStep {
  snapshot: EventSnapshot;
  lines: StoredLine[];
  /** Whether no legacy row is left after this step. */
  isComplete: boolean;
  /** The initial mail state of the rows. */
  mail: MailState;
}

/** The transaction that adopts legacy rows. Rows that are already in the ledger, or pretend to be, are skipped. Pure. */
export function planAdoption(context: Omit<AdoptionContext, "store">, step: AdoptionStep): AdoptionCommit {
  const { eventId, head } = step.snapshot;
  const reading = readingOf(step.snapshot, context);
  let after: LedgerHead = { ...(head ?? emptyHead(eventId, reading.currency)), adopting: !step.isComplete };
  const rows: AdoptedRow[] = [];
  for (const { row } of step.lines.filter((line) => !line.row.isOurs && line.companion === null)) {
    const entry = row.read(reading);
    const { sequence, newestHash: previousHash } = after;
    const place = { sequence: sequence + 1, previousHash };
    const hash = row.computeHash(place);
    rows.push({ entry, companion: adoptedCompanion(step.mail), place: { ...place, hash } });
    after = afterAdopted(after, entry, hash);
  }
  return { head: { before: head, after }, rows };
}

function afterAdopted(head: LedgerHead, entry: Entry, hash: string): LedgerHead {
  const isNewest =
    entry.loggedAt !== null && (head.newestLoggedAt === null || entry.loggedAt > head.newestLoggedAt);
  return addPosting(
    {
      ...head,
      sequence: head.sequence + 1,
      newestHash: hash,
      newestIsAdopted: true,
      newestLoggedAt: isNewest ? entry.loggedAt : head.newestLoggedAt,
      adoptedThrough: entry.ref.suffix,
    },
    { ...entry, activeChange: 1 },
  );
}

const adoptedCompanion = (notification: MailState) => ({
  status: "RECORDED" as const,
  refundedMinorUnits: 0,
  reversedBy: null,
  replacedBy: null,
  adopted: true,
  patronEmail: null,
  mail: newMailRecord({ notification, receipt: null }),
});
