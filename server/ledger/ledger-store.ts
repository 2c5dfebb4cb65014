import type { AdoptionCommit, CommitOutcome, LedgerCommit, TermsChange, TermsCommit } from "./commits.ts";
import type { EntryKind, EntryRef, EntryStatus } from "./entry.ts";
import type { EventFacts } from "./event-facts.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";
import type { EventTerms } from "./payment-state.ts";
import type { CompanionRecord, StoredLine } from "./stored-line.ts";

/** What is known about an event without reading its entries. */
export interface EventSnapshot {
  eventId: string;
  /** Null if the dispatch tool does not know the event (any more). */
  facts: EventFacts | null;
  /** Null until something was written or adopted. */
  head: LedgerHead | null;
  /** The terms set here; null until they are set. The dispatch tool's item may also name terms. */
  terms: EventTerms | null;
}

/** The part of a ledger to read, and the direction. */
export interface PageRequest {
  eventId: string;
  direction: "oldestFirst" | "newestFirst";
  /** The maximum number of entries. */
  limit: number;
  /** The suffix of the entry after which to continue. */
  after?: string;
}

/** A part of a ledger. */
export interface StoredPage {
  lines: StoredLine[];
  hasMore: boolean;
}

/** An index over the entries of all events by one of their dates. */
export type EntryIndexName = "received" | "logged";

/** A place in an index of the entries of all events. */
export interface IndexPlace {
  year: number;
  /** The day by which the index is sorted. Null in the index of logged entries, which is sorted by suffix. */
  receivedOn: string | null;
  ref: EntryRef;
}

/** The part of one year of an index to read. */
export interface IndexRequest {
  index: EntryIndexName;
  year: number;
  /** The first and last day, both included; null for an open end. */
  from: string | null;
  to: string | null;
  direction: PageRequest["direction"];
  limit: number;
  after?: IndexPlace;
}

/** What an index contains about an entry. */
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

/** What a write needs to read, in one strongly consistent round trip. */
export interface WriteRequest {
  /** The event to which an entry is added. */
  eventId: string;
  /** The event from which a payment is moved. */
  originEventId?: string;
  idempotency: { principal: string; key: string };
  reference: { method: string; folded: string } | null;
  /** The entry to reverse. */
  target?: EntryRef;
}

/** The state of the ledger on which a write decides. */
export interface WritePicture {
  idempotency: IdempotencyRecord | null;
  snapshot: EventSnapshot;
  /** The event from which a payment is moved, otherwise the same event. */
  origin: EventSnapshot;
  /** Opaque id of the payment that uses the reference. */
  referenceUsedBy: string | null;
  /** The newest companions, newest first. */
  recent: CompanionRecord[];
  /** Null if the entry does not exist. */
  target: StoredLine | null;
}

/** Stores ledgers. No method updates or deletes an entry. Throws `StoreUnavailableError` if the store cannot be reached. */
export interface LedgerStore {
  /** Reads events by id, in the given order. An unknown event has neither facts nor head. */
  readEvents(eventIds: readonly string[]): Promise<EventSnapshot[]>;
  /** Reads a page of the ledger, by when entries were logged. */
  readPage(request: PageRequest): Promise<StoredPage>;
  /** Reads a page of companions, oldest first, whether or not their entries still exist. */
  readCompanions(
    request: Omit<PageRequest, "direction">,
  ): Promise<{ companions: CompanionRecord[]; hasMore: boolean }>;
  /** Reads entries by place, in the given order; null where there is none. */
  readLines(refs: readonly EntryRef[]): Promise<(StoredLine | null)[]>;
  /** Reads entries of all events by one of their dates, from an index that may lag slightly behind. */
  readIndex(request: IndexRequest): Promise<{ entries: IndexedEntry[]; hasMore: boolean }>;
  /** Lists the ids of events that have a ledger, in id order. */
  listLedgers(page: { limit: number; after?: string }): Promise<{ eventIds: string[]; hasMore: boolean }>;
  /** Reads everything that a write needs. */
  readForWrite(request: WriteRequest): Promise<WritePicture>;
  /** Writes an entry and everything that belongs to it: all or nothing. */
  commit(commit: LedgerCommit): Promise<CommitOutcome>;
  /** Adopts legacy rows: all, or nothing if another process was faster. */
  commitAdoption(commit: AdoptionCommit): Promise<"written" | "raced">;
  /** Sets terms if they have not changed since they were read. */
  commitTerms(commit: TermsCommit): Promise<"written" | "raced">;
  /** Reads a change of terms and its mail state; null if it does not exist. */
  readTermsChange(at: {
    eventId: string;
    setAt: string;
  }): Promise<{ change: TermsChange; mail: MailRecord } | null>;
}
