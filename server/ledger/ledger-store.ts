import type { EventFacts } from "../events/event-item.ts";
import type { Item } from "./attributes.ts";
import type { AdoptedPlace, CompanionRow } from "./companion-items.ts";
import type { Companion, Entry, EntryRef, NewEntry } from "./entry.ts";
import type { LedgerHead } from "./head.ts";
import type { IdempotencyRecord } from "./idempotency.ts";
import type { MailRecord } from "./mail-state.ts";

/** What is known of an event without reading its entries. */
export interface EventSnapshot {
  eventId: string;
  /** Null when the dispatch tool has no such event (any more). */
  facts: EventFacts | null;
  /** Null until something was written or adopted. */
  head: LedgerHead | null;
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

/** What a write has to know, for one strongly consistent round trip. */
export interface WriteRequest {
  eventId: string;
  idempotency: { principal: string; key: string };
  reference: { method: string; folded: string } | null;
}

/** What a write knows of the ledger. */
export interface WritePicture {
  idempotency: IdempotencyRecord | null;
  snapshot: EventSnapshot;
  /** Opaque id of the payment that used the reference first. */
  referenceUsedBy: string | null;
  /** The newest companions, newest first. */
  recent: CompanionRow[];
}

/** One transaction: everything that logging an entry changes. */
export interface LedgerCommit {
  entry: NewEntry;
  /** The item that was hashed is the item that is written. */
  entryItem: Item;
  companion: Companion;
  headBefore: LedgerHead | null;
  headAfter: LedgerHead;
  idempotency: { principal: string; key: string; record: IdempotencyRecord };
  /** Null when there is none, or when it is taken already. */
  reference: { method: string; folded: string } | null;
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
  headBefore: LedgerHead | null;
  headAfter: LedgerHead;
  rows: AdoptedRow[];
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
  /** Entries by where they stand, in the order asked; null where there is none. */
  readLines(refs: readonly EntryRef[]): Promise<(StoredLine | null)[]>;
  /** The ids of events that have a ledger, in id order. */
  listLedgers(page: { limit: number; after?: string }): Promise<{ eventIds: string[]; hasMore: boolean }>;
  /** Everything a write has to know. */
  readForWrite(request: WriteRequest): Promise<WritePicture>;
  /** Writes an entry and all that goes with it, or nothing. */
  commit(commit: LedgerCommit): Promise<CommitOutcome>;
  /** Takes old rows into the ledger, or nothing when somebody else was first. */
  commitAdoption(commit: AdoptionCommit): Promise<"written" | "raced">;
}

/** Where the state of the mails stands, apart from the ledger: who logs a payment needs none of it. */
export interface MailStateStore {
  /** Entries with a mail that wants attention by now, those waiting longest first. Found by an index, so it may lag a little. */
  listDue(due: { now: Date; limit: number }): Promise<EntryRef[]>;
  /** Replaces the state of an entry's mails, or answers false when its version is no longer the one given. */
  replaceMail(ref: EntryRef, change: { version: number; mail: MailRecord }): Promise<boolean>;
}
