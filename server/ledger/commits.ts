import type { Companion, Entry, EntryRef, EntryState, NewEntry, RecordCompanion } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { EventTerms } from "./payment-state.ts";
import type { LedgerRecord } from "./record.ts";
import type { AdoptedFacts, StoredRecord, StoredRow } from "./stored-line.ts";

/** A new entry with everything that is written with it. */
export interface EntryWrite {
  entry: NewEntry;
  /** The exact row that was hashed. */
  row: StoredRow;
  companion: Companion;
}

/** A new record with everything that is written with it. */
interface RecordWrite {
  record: LedgerRecord;
  row: StoredRecord;
  companion: RecordCompanion;
  /** The terms in force that it replaces, as they were read; null if there were none. */
  termsBefore: EventTerms | null;
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
  before: EntryState;
  after: EntryState;
}

/** The use of a reference by one active payment. */
export interface ReferenceUse {
  method: string;
  folded: string;
  /** The payment. */
  ref: EntryRef;
}

/** One transaction: everything that a write changes in one or two ledgers. */
export interface LedgerCommit {
  entries: EntryWrite[];
  heads: HeadUpdate[];
  marks: CompanionMark[];
  idempotency: { principal: string; key: string; record: IdempotencyRecord };
  /** References that are in use from now on, and no longer. */
  references: { used: ReferenceUse[]; released: ReferenceUse[] };
}

/** Result of a transaction: written; raced, so nothing was written; or answered, because the idempotency key was already used. */
export type CommitOutcome =
  | { result: "written" }
  | { result: "raced" }
  | { result: "answered"; record: IdempotencyRecord };

/** A legacy row with its place in the ledger. */
export interface AdoptedRow {
  entry: Entry;
  companion: Companion;
  facts: AdoptedFacts;
  hash: string;
}

/** One transaction of an adoption: at most 40 rows and the head. */
export interface AdoptionCommit {
  head: HeadUpdate;
  rows: AdoptedRow[];
}

/** One transaction: a record, the head after it, and what follows from the record. */
export interface RecordCommit {
  head: HeadUpdate;
  written: RecordWrite;
}
