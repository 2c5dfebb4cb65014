import type { Companion, Entry, EntryRef, NewEntry } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";
import type { EventTerms } from "./payment-state.ts";
import type { StoredRow } from "./stored-line.ts";

/** A new entry with everything that is written with it. */
export interface EntryWrite {
  entry: NewEntry;
  /** The exact row that was hashed. */
  row: StoredRow;
  companion: Companion;
}

/** A change of a head. */
export interface HeadUpdate {
  /** As it was read; null if there is no head yet. */
  before: LedgerHead | null;
  after: LedgerHead;
}

/** A change to the companion of an earlier entry, conditional on the state that was read. */
export interface CompanionMark {
  ref: EntryRef;
  before: Pick<Companion, "status" | "refundedMinorUnits">;
  after: Pick<Companion, "status" | "refundedMinorUnits" | "reversedBy" | "replacedBy">;
}

/** One transaction: everything that a write changes in one or two ledgers. */
export interface LedgerCommit {
  entries: EntryWrite[];
  heads: HeadUpdate[];
  marks: CompanionMark[];
  idempotency: { principal: string; key: string; record: IdempotencyRecord };
  /** The reference that a payment uses; `takenFrom` is the inactive payment that used it before. */
  reference: {
    eventId: string;
    method: string;
    folded: string;
    paymentId: string;
    takenFrom: string | null;
  } | null;
}

/** Result of a transaction: written; raced, so nothing was written; or answered, because the idempotency key was already used. */
export type CommitOutcome =
  | { result: "written" }
  | { result: "raced" }
  | { result: "answered"; record: IdempotencyRecord };

/** The place of an adopted row in the ledger. Our own entries contain it themselves. */
export interface AdoptedPlace {
  sequence: number;
  previousHash: string;
  hash: string;
}

/** A legacy row with its place in the ledger. */
export interface AdoptedRow {
  entry: Entry;
  companion: Companion;
  place: AdoptedPlace;
}

/** One transaction of an adoption: at most 40 rows and the head. */
export interface AdoptionCommit {
  head: HeadUpdate;
  rows: AdoptedRow[];
}

/** A change of an event's terms, kept permanently. */
export interface TermsChange {
  eventId: string;
  currency: string;
  before: Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits"> | null;
  after: EventTerms;
  recordedBy: string | null;
  principal: string;
}

/** One transaction: the current terms, the change, its mail, and a head if there is none, so that the event is listed. */
export interface TermsCommit {
  change: TermsChange;
  /** The terms as they were read. */
  before: EventTerms | null;
  mail: MailRecord;
  /** Null if the event already has a head. */
  newHead: LedgerHead | null;
}
