import type { EntryWrite, LedgerCommit } from "../commits.ts";
import type { Companion, NewEntry } from "../entry.ts";
import { addPosting, type LedgerHead, nextLoggedAt } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { type MailState, newMailRecord } from "../mail-state.ts";
import type { SealEntry } from "../stored-line.ts";
import type { WriteIntent } from "./decision.ts";

type GivenByLedger = "ref" | "currency" | "loggedAt" | "totalAfterMinorUnits" | "sequence" | "previousHash";

/** The content of an entry, whose place in the ledger is not known yet. */
export type EntryContent = Omit<NewEntry, GivenByLedger>;

/** A new entry and how to store it. */
export interface Append {
  content: EntryContent;
  /** Change to the number of active payments. */
  activeChange: -1 | 0 | 1;
  now: Date;
  uuid: string;
  /** Creates the row to store. */
  seal: SealEntry;
  /** The recipient of the receipt. */
  patronEmail: string | null;
  /** The initial state of its mails at this instant. */
  mail: (now: string) => MailState;
}

/** A new entry after the newest one, with the new head. */
export type Appended = EntryWrite & { head: LedgerHead };

/** Appends an entry: the next number, the next instant, chained by its hash. Pure. */
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
    head: { ...addPosting(head, { ...content, activeChange: append.activeChange }), ...next },
  };
}

/** The transaction that adds one entry to a ledger, with the idempotency record of the call. Pure. */
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

/** The idempotency record of a call: which entry it wrote. */
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
