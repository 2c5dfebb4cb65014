import type { EntryRef } from "./entry.ts";
import type { MailRecord } from "./mail-state.ts";
import type { Mailed } from "./mail-state-store.ts";

/** A record of the store's stream of changes. Only the store can read it. */
export type StreamRecord = object;

/** What one record of the stream shows. */
export interface StreamedChange {
  /** The record's number, by which it is asked for again. */
  sequenceNumber: string;
  /** What carries a mail record, as it stands now; null when the record shows none. */
  mailed: { what: Mailed; mail: MailRecord } | null;
  /** A row that an older handler wrote; null when the record shows none. */
  legacyRow: EntryRef | null;
}

/** Reads a record of the stream. */
export type ReadStreamRecord = (record: StreamRecord) => StreamedChange;
