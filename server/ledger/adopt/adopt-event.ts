import type { Clock } from "../../clock.ts";
import type { AdoptedRow, AdoptionCommit } from "../commits.ts";
import { type Companion, UNTOUCHED } from "../entry.ts";
import { afterAdopted, emptyHead, type LedgerHead } from "../head.ts";
import type { EventSnapshot, LedgerStore } from "../ledger-store.ts";
import { type MailState, mailOff, newMailRecord } from "../mail-state.ts";
import { newSalt } from "../new-salt.ts";
import { readingOf } from "../reading.ts";
import type { AdoptedFacts, StoredLine } from "../stored-line.ts";

const ROWS_PER_TRANSACTION = 40;

/** What adoption needs to know about the deployment. */
export interface AdoptionContext {
  store: LedgerStore;
  clock: Clock;
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
      now: context.clock.now(),
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
  now: Date;
}

/** The transaction that adopts legacy rows. Rows that are already in the ledger, or pretend to be, are skipped. */
export function planAdoption(
  context: Pick<AdoptionContext, "operatorCurrency" | "timeZone">,
  step: AdoptionStep,
): AdoptionCommit {
  const { eventId, head } = step.snapshot;
  const reading = readingOf(step.snapshot, context);
  const enteredAt = step.now.toISOString();
  let after: LedgerHead = { ...(head ?? emptyHead(eventId, reading.currency)), adopting: !step.isComplete };
  const rows: AdoptedRow[] = [];
  for (const { row } of step.lines.filter((line) => !line.row.isOurs && line.companion === null)) {
    const entry = row.read(reading);
    const facts: AdoptedFacts = {
      sequence: after.sequence + 1,
      previousHash: after.newestHash,
      salt: row.hasPersonalText() ? newSalt() : null,
      enteredAt,
      receivedOn: entry.receivedOn,
      minorUnits: entry.minorUnits,
      currency: entry.currency,
      number: after.lastNumber + 1,
    };
    const hash = row.computeHash(facts) ?? "";
    rows.push({ entry, companion: adoptedCompanion(step.mail, enteredAt), facts, hash });
    after = afterAdopted(after, { ...entry, suffix: entry.ref.suffix }, { ...facts, hash });
  }
  return { head: { before: head, after }, rows };
}

const adoptedCompanion = (notification: MailState, enteredAt: string): Companion => ({
  ...UNTOUCHED,
  adopted: true,
  enteredAt,
  patronEmail: null,
  mail: newMailRecord({ notification, receipt: null }),
});
