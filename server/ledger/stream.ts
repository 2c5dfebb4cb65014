import type { EntryRef } from "./entry.ts";
import type { MailRecord } from "./mail-state.ts";

/** A record of the store's change stream. Only the store can read it. */
export type StreamRecord = object;

/** The content of one stream record. */
export interface StreamedChange {
  /** The sequence number of the record, by which it can be retried. */
  sequenceNumber: string;
  /** The changed mail record and the entry or record that it is about; null if the record contains none. */
  mailed: { ref: EntryRef; mail: MailRecord } | null;
  /** A legacy row that was written; null if the record contains none. */
  legacyRow: EntryRef | null;
}

/** Reads a record of the stream. */
export type ReadStreamRecord = (record: StreamRecord) => StreamedChange;
