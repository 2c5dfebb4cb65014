import type { EntryWrite, LedgerCommit } from "../commits.ts";
import type { Companion, NewEntry } from "../entry.ts";
import { addPosting, type LedgerHead, nextLoggedAt } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { type MailState, newMailRecord } from "../mail-state.ts";
import type { SealEntry } from "../stored-line.ts";
import type { WriteIntent } from "./decision.ts";

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

/** An entry after the newest one, and the head with it. */
export type Appended = EntryWrite & { head: LedgerHead };

/** Puts an entry after the newest one: the next number, the next instant, chained by its hash. Pure. */
export function appendEntry(head: LedgerHead, append: Append): Appended {
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

/** The transaction that adds one entry to a ledger, with the record of the call that wrote it. Pure. */
export function commitOne({
  before,
  appended,
  intent,
  marks = [],
  reference = null,
}: OneEntry): LedgerCommit {
  const { head: after, ...written } = appended;
  return {
    entries: [written],
    heads: [{ before, after }],
    marks,
    idempotency: recordCall(intent, written),
    reference,
  };
}

interface OneEntry extends Partial<Pick<LedgerCommit, "marks" | "reference">> {
  before: LedgerHead | null;
  appended: Appended;
  intent: WriteIntent;
}

/** What is kept of a call under its idempotency key: that it wrote this entry. */
export function recordCall(
  { idempotency, record }: WriteIntent,
  { entry }: EntryWrite,
): LedgerCommit["idempotency"] {
  return { ...idempotency, record: { ...record, paymentId: toPaymentId(entry.ref) } };
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
