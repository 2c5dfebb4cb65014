import type { Item, ItemKey } from "../table/attributes.ts";
import type { AdoptedPlace, CompanionRow } from "./dynamo/companion-item.ts";
import type { EventFacts } from "./dynamo/event-item.ts";
import type { EntryIndexName } from "./dynamo/keys.ts";
import type { Companion, Entry, EntryKind, EntryRef, EntryStatus, NewEntry } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";
import type { EventTerms } from "./payment-state.ts";

/** What is known of an event without reading its entries. */
export interface EventSnapshot {
  eventId: string;
  /** Null when the dispatch tool has no such event (any more). */
  facts: EventFacts | null;
  /** Null until something was written or adopted. */
  head: LedgerHead | null;
  /** What was set here. Null until then; the dispatch tool's own item may name terms. */
  terms: EventTerms | null;
}

/** An entry's item as stored, and its companion. */
export interface StoredLine {
  item: Item;
  companion: CompanionRow | null;
}

/** Which part of a ledger to read, in which direction. */
export interface PageRequest {
  eventId: string;
  direction: "oldestFirst" | "newestFirst";
  /** How many entries at most. */
  limit: number;
  /** The suffix of the entry after which to go on. */
  after?: string;
}

/** A part of a ledger. */
export interface StoredPage {
  lines: StoredLine[];
  hasMore: boolean;
}

/** A place in an index of the entries of all events. */
export interface IndexPlace {
  year: number;
  /** The sort key in the index. */
  key: string;
  ref: EntryRef;
}

/** Which part of one year of an index to read. */
export interface IndexRequest {
  index: EntryIndexName;
  year: number;
  /** Sort keys from here, and up to there, both included. */
  from: string;
  to: string;
  direction: PageRequest["direction"];
  limit: number;
  after?: IndexPlace;
}

/** What an index tells of an entry. */
export interface IndexedEntry {
  place: IndexPlace;
  kind: EntryKind;
  receivedOn: string | null;
  loggedAt: string | null;
  method: string | null;
  patronFolded: string | null;
  minorUnits: number | null;
  currency: string;
  status: EntryStatus;
}

/** What a write has to know, for one strongly consistent round trip. */
export interface WriteRequest {
  /** The event to which an entry is added. */
  eventId: string;
  /** The event that a payment is moved away from. */
  originEventId?: string;
  idempotency: { principal: string; key: string };
  reference: { method: string; folded: string } | null;
  /** The entry that is taken back. */
  target?: EntryRef;
}

/** What a write knows of the ledger. */
export interface WritePicture {
  idempotency: IdempotencyRecord | null;
  snapshot: EventSnapshot;
  /** The event that a payment is moved away from, or the same one. */
  origin: EventSnapshot;
  /** Opaque id of the payment that used the reference. */
  referenceUsedBy: string | null;
  /** The newest companions, newest first. */
  recent: CompanionRow[];
  /** Null when there is no such entry. */
  target: StoredLine | null;
}

/** An entry that is written, with everything that is written beside it. */
export interface EntryWrite {
  entry: NewEntry;
  /** The item that was hashed is the item that is written. */
  entryItem: Item;
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

/** The store did not answer, or could not take the request now. Whether a write happened is not known. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}

/** Where ledgers are kept. Nothing in it updates or deletes an entry. Throws `StoreUnavailableError` when it cannot be reached. */
export interface LedgerStore {
  /** Events by id, in the order asked. An unknown event has neither facts nor head. */
  readEvents(eventIds: readonly string[]): Promise<EventSnapshot[]>;
  /** A page of the ledger by logged at. */
  readPage(request: PageRequest): Promise<StoredPage>;
  /** A page of companions, oldest first, whether or not their entries are still there. */
  readCompanions(
    request: Omit<PageRequest, "direction">,
  ): Promise<{ companions: CompanionRow[]; hasMore: boolean }>;
  /** Entries by where they stand, in the order asked; null where there is none. */
  readLines(refs: readonly EntryRef[]): Promise<(StoredLine | null)[]>;
  /** Entries of all events by one of their dates. Found by an index, so it may lag a little. */
  readIndex(request: IndexRequest): Promise<{ entries: IndexedEntry[]; hasMore: boolean }>;
  /** The ids of events that have a ledger, in id order. */
  listLedgers(page: { limit: number; after?: string }): Promise<{ eventIds: string[]; hasMore: boolean }>;
  /** Everything a write has to know. */
  readForWrite(request: WriteRequest): Promise<WritePicture>;
  /** Writes an entry and all that goes with it, or nothing. */
  commit(commit: LedgerCommit): Promise<CommitOutcome>;
  /** Takes old rows into the ledger, or nothing when somebody else was first. */
  commitAdoption(commit: AdoptionCommit): Promise<"written" | "raced">;
  /** Sets terms if they still are as they were read. */
  commitTerms(commit: TermsCommit): Promise<"written" | "raced">;
  /** A change of terms and the state of its mail; null when there is none. */
  readTermsChange(at: {
    eventId: string;
    setAt: string;
  }): Promise<{ change: TermsChange; mail: MailRecord } | null>;
}

/** Where the state of the mails stands, apart from the ledger: who logs a payment needs none of it. */
export interface MailStateStore {
  /** Items with a mail that wants attention by now, those waiting longest first. Found by an index, so it may lag a little. */
  listDue(due: { now: Date; limit: number }): Promise<ItemKey[]>;
  /** Replaces the mail record of an item, or answers false when its version is no longer the one given. */
  replaceMail(key: ItemKey, change: { version: number; mail: MailRecord }): Promise<boolean>;
}

/** The table as a whole, for operators' commands; nothing here is on the path of a request. */
export interface TableScan {
  /** The ids of all events that have rows of payments, ours or old, each once; reads the whole table. */
  eventsWithEntries(): AsyncGenerator<string>;
  /** When adoption was ended; from then on, old rows that appear are findings. Null while it goes on. */
  adoptionFinishedAt(): Promise<string | null>;
  /** Ends adoption. */
  finishAdoption(at: string): Promise<void>;
}
