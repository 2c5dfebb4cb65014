import type { EntryWrite, LedgerCommit } from "../commits.ts";
import { type ChainPlace, type Companion, type NewEntry, UNTOUCHED } from "../entry.ts";
import { addPosting, afterLink, type LedgerHead, nextPlace } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { type MailState, newMailRecord } from "../mail-state.ts";
import type { SealEntry } from "../stored-line.ts";
import type { WriteIntent } from "./decision.ts";

type GivenByLedger = keyof ChainPlace | "currency" | "totalAfterMinorUnits" | "number";

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
  const place = nextPlace(head, append);
  const isPayment = content.kind === "PAYMENT";
  const lastNumber = head.lastNumber + (isPayment ? 1 : 0);
  const entry: NewEntry = {
    ...content,
    ...place,
    currency: head.currency,
    totalAfterMinorUnits: head.collectedMinorUnits + content.minorUnits,
    number: isPayment ? lastNumber : null,
  };
  const row = append.seal(entry);
  const counted = addPosting(head, { ...content, activeChange: append.activeChange });
  return {
    entry,
    row,
    companion: newCompanion(append, place.loggedAt),
    head: afterLink({ ...counted, lastNumber }, place, row.hash ?? ""),
  };
}

/** The transaction that adds one entry to a ledger, with the idempotency record of the call. Pure. */
export function commitOne({
  before,
  appended,
  intent,
  marks = [],
  references = NO_REFERENCES,
}: OneEntry): LedgerCommit {
  const { head: after, ...written } = appended;
  return {
    entries: [written],
    heads: [{ before, after }],
    marks,
    idempotency: recordCall(intent, written),
    references,
  };
}

const NO_REFERENCES: LedgerCommit["references"] = { used: [], released: [] };

interface OneEntry extends Partial<Pick<LedgerCommit, "marks" | "references">> {
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

function newCompanion({ patronEmail, mail, now }: Append, enteredAt: string): Companion {
  const at = now.toISOString();
  const receipt = patronEmail === null ? null : mail(at);
  return {
    ...UNTOUCHED,
    adopted: false,
    enteredAt,
    patronEmail,
    mail: newMailRecord({ notification: mail(at), receipt }),
  };
}
