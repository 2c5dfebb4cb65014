import type { Companion, Entry, EntryRef, NewEntry } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";
import type { EventTerms } from "./payment-state.ts";
import type { StoredRow } from "./stored-line.ts";

/** An entry that is written, with everything that is written beside it. */
export interface EntryWrite {
  entry: NewEntry;
  /** What was hashed is what is written. */
  row: StoredRow;
  companion: Companion;
}

/** How a head moves on. */
export interface HeadMove {
  /** As read; null when there is none yet. */
  before: LedgerHead | null;
  after: LedgerHead;
}

/** What is marked on the companion of an older entry, if it still is as it was read. */
export interface CompanionMark {
  ref: EntryRef;
  before: Pick<Companion, "status" | "refundedMinorUnits">;
  after: Pick<Companion, "status" | "refundedMinorUnits" | "reversedBy" | "replacedBy">;
}

/** One transaction: everything that a write to a ledger, or to two, changes. */
export interface LedgerCommit {
  entries: EntryWrite[];
  heads: HeadMove[];
  marks: CompanionMark[];
  idempotency: { principal: string; key: string; record: IdempotencyRecord };
  /** The reference that a payment takes; from whom, when the payment that had it no longer stands. */
  reference: {
    eventId: string;
    method: string;
    folded: string;
    paymentId: string;
    takenFrom: string | null;
  } | null;
}

/** What came of a transaction: written; lost a race, nothing written; or the idempotency key was there before. */
export type CommitOutcome =
  | { result: "written" }
  | { result: "raced" }
  | { result: "answered"; record: IdempotencyRecord };

/** Where an adopted row is in the ledger; on our own entries this is part of the entry. */
export interface AdoptedPlace {
  sequence: number;
  previousHash: string;
  hash: string;
}

/** An old row with its place in the ledger. */
export interface AdoptedRow {
  entry: Entry;
  companion: Companion;
  place: AdoptedPlace;
}

/** One transaction of an adoption: at most 40 rows, and the head. */
export interface AdoptionCommit {
  head: HeadMove;
  rows: AdoptedRow[];
}

/** A change of an event's terms: kept for good. */
export interface TermsChange {
  eventId: string;
  currency: string;
  before: Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits"> | null;
  after: EventTerms;
  recordedBy: string | null;
  principal: string;
}

/** One transaction: the terms in force, the change, its mail, and a head where there is none, so that the event is listed. */
export interface TermsCommit {
  change: TermsChange;
  /** The terms as read. */
  before: EventTerms | null;
  mail: MailRecord;
  /** Null when the event has a head already. */
  newHead: LedgerHead | null;
}
