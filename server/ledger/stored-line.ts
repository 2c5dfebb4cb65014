import type { Companion, Entry, EntryKind, EntryRef, LedgerLine, NewEntry } from "./entry.ts";
import type { LedgerRecord } from "./record.ts";

/** What is needed to read a row that does not contain it. */
export interface ReadingContext {
  /** The event's currency. */
  currency: string;
  timeZone: string;
}

/** An entry or record as it is stored. Only its store can read the content. */
interface StoredLink {
  readonly ref: EntryRef;
  /** The sequence number as written in the row; null on legacy rows. */
  readonly sequence: number | null;
  /** The previous hash as written in the row; null on legacy rows. */
  readonly previousHash: string | null;
  readonly hash: string | null;
  /** What the store keeps. The hash covers all of it. */
  readonly content: unknown;
  /** Whether it holds something that this version does not know. */
  isNewer(): boolean;
}

/** An entry as it is stored. */
export interface StoredRow extends StoredLink {
  /** False for a legacy row. */
  readonly isOurs: boolean;
  /** Decodes the entry. */
  read(context: ReadingContext): Entry;
  /** Whether it holds text about people, for which its hash needs a salt. */
  hasPersonalText(): boolean;
  /**
   * Computes the hash of the content; null if its salt does not fit. A legacy row contains neither hash nor salt; it is
   * hashed with what its adoption derived.
   */
  computeHash(adopted: AdoptedFacts): string | null;
  /** The texts that legacy readers know, as they are stored. */
  readLegacy(): { paymentId: string | null; timestamp: string | null };
}

/** A record as it is stored. */
export interface StoredRecord extends StoredLink {
  /** Decodes the record; null if this version does not know its kind. */
  read(): LedgerRecord | null;
  /** Computes the hash of the content; null if its salt does not fit. */
  computeHash(): string | null;
}

/** Creates the row of a new entry, with its hash. Pure: writes nothing. */
export type SealEntry = (entry: NewEntry) => StoredRow;

/** Creates the row of a new record, with its hash. Pure: writes nothing. */
export type SealRecord = (record: LedgerRecord) => StoredRecord;

/** What adoption derived from a legacy row, so that a later change of the settings changes nothing. */
export interface AdoptedFacts {
  sequence: number;
  previousHash: string;
  /** Null if the row holds no personal text. */
  salt: string | null;
  /** When the row was adopted. */
  enteredAt: string;
  receivedOn: string | null;
  minorUnits: number | null;
  currency: string;
  number: number | null;
}

/** A companion with the properties of its entry or record that it repeats. */
export interface CompanionRecord extends Companion {
  suffix: string;
  kind: EntryKind | LedgerRecord["kind"];
  sequence: number;
  loggedAt: string | null;
  receivedOn: string | null;
  patronFolded: string | null;
  method: string | null;
  referenceFolded: string | null;
  minorUnits: number | null;
  currency: string;
  number: number | null;
  /** Set for an adopted row, which contains none of these. */
  hash: string | null;
  previousHash: string | null;
  salt: string | null;
  /** The names of the attributes that differ from what the entry or record says, apart from what happened to it since. */
  findDifferences(link: Entry | LedgerRecord): string[];
}

/** An entry as stored, and its companion. */
export interface StoredLine {
  row: StoredRow;
  companion: CompanionRecord | null;
}

/** A stored line, decoded. */
export interface DecodedLine extends LedgerLine {
  companion: CompanionRecord | null;
}
