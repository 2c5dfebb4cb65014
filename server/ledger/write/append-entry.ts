import type { EntryWrite } from "../commits.ts";
import type { Companion, NewEntry } from "../entry.ts";
import { addPosting, type LedgerHead, nextLoggedAt } from "../head.ts";
import { type MailState, newMailRecord } from "../mail-state.ts";
import type { SealEntry } from "../stored-line.ts";

type GivenByLedger = "ref" | "currency" | "loggedAt" | "totalAfterMinorUnits" | "sequence" | "previousHash";

/** What an entry says; its place in the ledger is not yet known. */
export type EntryContent = Omit<NewEntry, GivenByLedger>;

/** How an entry is added to a ledger. */
export interface Append {
  content: EntryContent;
  /** What it does to the number of payments that stand. */
  standing: -1 | 0 | 1;
  now: Date;
  uuid: string;
  /** Makes the row that is stored. */
  seal: SealEntry;
  /** Where the receipt goes. */
  patronEmail: string | null;
  /** How its mails begin, at this instant. */
  mail: (now: string) => MailState;
}

/** Puts an entry after the newest one: the next number, the next instant, chained by its hash. Pure. */
export function appendEntry(head: LedgerHead, append: Append): EntryWrite & { head: LedgerHead } {
  const { content } = append;
  const loggedAt = nextLoggedAt(head, append.now);
  const entry: NewEntry = {
    ...content,
    ref: { eventId: head.eventId, suffix: `${loggedAt}#${append.uuid}` },
    currency: head.currency,
    loggedAt,
    totalAfterMinorUnits: head.collectedMinorUnits + content.minorUnits,
    sequence: head.sequence + 1,
    previousHash: head.newestHash,
  };
  const row = append.seal(entry);
  const next = {
    sequence: entry.sequence,
    newestLoggedAt: loggedAt,
    newestHash: row.hash ?? "",
    newestIsAdopted: false,
  };
  return {
    entry,
    row,
    companion: newCompanion(append),
    head: { ...addPosting(head, { ...content, standing: append.standing }), ...next },
  };
}

function newCompanion({ patronEmail, mail, now }: Append): Companion {
  const at = now.toISOString();
  const receipt = patronEmail === null ? null : mail(at);
  return {
    status: "RECORDED",
    refundedMinorUnits: 0,
    reversedBy: null,
    replacedBy: null,
    adopted: false,
    patronEmail,
    mail: newMailRecord({ notification: mail(at), receipt }),
  };
}
