import type { Companion, Entry, EntryKind, EntryRef, NewEntry } from "./entry.ts";

/** What is needed to understand a row that does not say it itself. */
export interface ReadingContext {
  /** The event's currency. */
  currency: string;
  timeZone: string;
}

/** An entry as it is stored. Only the store that it comes from can look into it. */
export interface StoredRow {
  readonly ref: EntryRef;
  /** False for a row that an older handler wrote. */
  readonly isOurs: boolean;
  /** Its own place in the chain, as written in it; null on rows of an older handler. */
  readonly previousHash: string | null;
  readonly hash: string | null;
  /** What the store keeps; covered by the hash, whatever it is. */
  readonly content: unknown;
  /** The entry that it holds. */
  read(context: ReadingContext): Entry;
  /** The hash that its content gives. A row of an older handler has none of its own: it is hashed with its place. */
  computeHash(place: { sequence: number; previousHash: string }): string;
  /** The texts that readers of older rows know, as they are stored. */
  readLegacy(): { paymentId: string | null; timestamp: string | null };
}

/** Makes the row of a new entry, hash included. Pure: writes nothing. */
export type SealEntry = (entry: NewEntry) => StoredRow;

/** A companion with what it repeats of its entry: for matching the two, and for duplicate warnings. */
export interface CompanionRecord extends Companion {
  suffix: string;
  kind: EntryKind;
  sequence: number;
  loggedAt: string | null;
  patronFolded: string | null;
  minorUnits: number | null;
  /** Of an adopted row, whose entry has none. */
  hash: string | null;
  previousHash: string | null;
}

/** An entry as stored, and its companion. */
export interface StoredLine {
  row: StoredRow;
  companion: CompanionRecord | null;
}
