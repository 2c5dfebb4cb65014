import type { AdoptionCommit, CommitOutcome, LedgerCommit, TermsChange, TermsCommit } from "./commits.ts";
import type { EntryKind, EntryRef, EntryStatus } from "./entry.ts";
import type { EventFacts } from "./event-facts.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";
import type { EventTerms } from "./payment-state.ts";
import type { CompanionRecord, StoredLine } from "./stored-line.ts";

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

/** An index that leads through the entries of all events by one of their dates. */
export type EntryIndexName = "received" | "logged";

/** A place in an index of the entries of all events. */
export interface IndexPlace {
  year: number;
  /** The day by which the index has it: null in that of logged entries, which is in the order of their suffixes. */
  receivedOn: string | null;
  ref: EntryRef;
}

/** Which part of one year of an index to read. */
export interface IndexRequest {
  index: EntryIndexName;
  year: number;
  /** The first and the last day, both included; null where the year is not cut. */
  from: string | null;
  to: string | null;
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
  recent: CompanionRecord[];
  /** Null when there is no such entry. */
  target: StoredLine | null;
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
  ): Promise<{ companions: CompanionRecord[]; hasMore: boolean }>;
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
