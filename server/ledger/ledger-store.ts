import type { AdoptionCommit, CommitOutcome, LedgerCommit, RecordCommit, ReferenceUse } from "./commits.ts";
import type { EntryKind, EntryRef, EntryStatus } from "./entry.ts";
import type { EventFacts } from "./event-facts.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { EventTerms } from "./payment-state.ts";
import type { Parts } from "./purposes.ts";
import type { LedgerRecord } from "./record.ts";
import type { CompanionRecord, StoredLine, StoredRecord, StoredRow } from "./stored-line.ts";

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

/** Which rows of a ledger to read, oldest first. */
export type RowsRequest = Omit<PageRequest, "direction">;

/** A part of the rows of one kind. */
export interface RowPage<Row> {
  rows: Row[];
  hasMore: boolean;
}

/** The use of a reference, as it is stored. */
export interface StoredReference extends ReferenceUse {
  /** Whether the payment was reversed since. */
  isReleased: boolean;
  /** Where to continue after it. */
  place: string;
  /** The names of the attributes that differ from what this version writes. */
  differences: string[];
}

/** The names of the attributes of a head that differ from what the rows give, by what they say. */
export interface HeadDifferences {
  /** Sums of entries. */
  sums: string[];
  /** The newest number and hash. */
  chain: string[];
  /** What else follows from the newest rows. */
  newest: string[];
  others: string[];
}

/** What is kept beside the rows of an event, as it is stored. */
export interface StoredBeside {
  snapshot: EventSnapshot;
  /** How the head differs from this one; null if there is no head. */
  compareHead(expected: LedgerHead): HeadDifferences | null;
  /** The same for the terms in force; empty if there are none and none are expected. */
  compareTerms(expected: (EventTerms & { currency: string }) | null): string[];
}

/** An index over the entries of all events: by the day received, or by when their ledgers took them in. */
export type EntryIndexName = "received" | "entered";

/** A place in an index of the entries of all events. */
export interface IndexPlace {
  year: number;
  /** The sort key in the index, which starts with the day received or the instant of entry. */
  key: string;
  ref: EntryRef;
}

/** The part of one year of an index to read. */
export interface IndexRequest {
  index: EntryIndexName;
  year: number;
  /** The first and last key, or the beginning of it, both included; null for an open end. */
  from: string | null;
  to: string | null;
  direction: PageRequest["direction"];
  limit: number;
  after?: IndexPlace;
}

/** What an index contains about an entry or a record. */
export interface IndexedEntry {
  place: IndexPlace;
  kind: EntryKind | LedgerRecord["kind"];
  receivedOn: string | null;
  enteredAt: string | null;
  method: string | null;
  patronFolded: string | null;
  minorUnits: number | null;
  parts: Parts;
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
  /** The first instant from which companions are read, ISO 8601. */
  recentFrom: string;
  /** The entry to reverse. */
  target?: EntryRef;
}

/** What a write needs of the companion of a recent entry or record. */
export type RecentCompanion = Pick<
  CompanionRecord,
  | "suffix"
  | "kind"
  | "sequence"
  | "loggedAt"
  | "patronFolded"
  | "minorUnits"
  | "method"
  | "referenceFolded"
  | "status"
>;

/** The state of the ledger on which a write decides. */
export interface WritePicture {
  idempotency: IdempotencyRecord | null;
  snapshot: EventSnapshot;
  /** The event from which a payment is moved, otherwise the same event. */
  origin: EventSnapshot;
  /** Active payments that use the reference, at most two. */
  referenceUsedBy: EntryRef[];
  /** The companions since `recentFrom`, newest first. */
  recent: RecentCompanion[];
  /** Null if the entry does not exist. */
  target: StoredLine | null;
}

/** A record, its hash, and what is kept beside it. */
export interface RecordLine {
  record: LedgerRecord;
  hash: string | null;
  companion: CompanionRecord;
}

/** Stores ledgers. No method updates or deletes an entry. Throws `StoreUnavailableError` if the store cannot be reached. */
export interface LedgerStore {
  /** Reads events by id, in the given order. An unknown event has neither facts nor head. */
  readEvents(eventIds: readonly string[]): Promise<EventSnapshot[]>;
  /** Reads a page of the ledger, by when entries were logged. */
  readPage(request: PageRequest): Promise<StoredPage>;
  /** Reads the rows of entries alone, oldest first. */
  readRows(request: RowsRequest): Promise<RowPage<StoredRow>>;
  /** Reads records, oldest first. */
  readRecords(request: RowsRequest): Promise<RowPage<StoredRecord>>;
  /** Reads a page of companions, oldest first, whether or not their entries and records still exist. */
  readCompanions(request: RowsRequest): Promise<RowPage<CompanionRecord>>;
  /** Reads the uses of references, in the order of their places; `after` is a place. */
  readReferences(request: RowsRequest): Promise<RowPage<StoredReference>>;
  /** Reads an event with what is kept beside its rows. */
  readBeside(eventId: string): Promise<StoredBeside>;
  /** Reads entries by place, in the given order; null where there is none. */
  readLines(refs: readonly EntryRef[]): Promise<(StoredLine | null)[]>;
  /** Reads a record and its companion; null if it does not exist or its kind is unknown. */
  readRecord(ref: EntryRef): Promise<RecordLine | null>;
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
  /** Writes a record if nothing has changed since it was read. */
  commitRecord(commit: RecordCommit): Promise<"written" | "raced">;
}
