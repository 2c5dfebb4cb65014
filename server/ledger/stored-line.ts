import type { Companion, Entry, EntryKind, EntryRef, NewEntry } from "./entry.ts";

/** What is needed to read a row that does not contain it. */
export interface ReadingContext {
  /** The event's currency. */
  currency: string;
  timeZone: string;
}

/** An entry as it is stored. Only its store can read the content. */
export interface StoredRow {
  readonly ref: EntryRef;
  /** False for a legacy row. */
  readonly isOurs: boolean;
  /** The previous hash as written in the row; null on legacy rows. */
  readonly previousHash: string | null;
  readonly hash: string | null;
  /** What the store keeps. The hash covers all of it. */
  readonly content: unknown;
  /** Decodes the entry. */
  read(context: ReadingContext): Entry;
  /** Computes the hash of the content. A legacy row contains no hash; it is hashed with its place. */
  computeHash(place: { sequence: number; previousHash: string }): string;
  /** The texts that legacy readers know, as they are stored. */
  readLegacy(): { paymentId: string | null; timestamp: string | null };
}

/** Creates the row of a new entry, with its hash. Pure: writes nothing. */
export type SealEntry = (entry: NewEntry) => StoredRow;

/** A companion with the properties of its entry that it repeats, to match the two and to find duplicates. */
export interface CompanionRecord extends Companion {
  suffix: string;
  kind: EntryKind;
  sequence: number;
  loggedAt: string | null;
  patronFolded: string | null;
  minorUnits: number | null;
  /** Set for an adopted row, which contains no hash. */
  hash: string | null;
  previousHash: string | null;
}

/** An entry as stored, and its companion. */
export interface StoredLine {
  row: StoredRow;
  companion: CompanionRecord | null;
}
