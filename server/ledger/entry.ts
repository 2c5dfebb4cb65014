import type { MailRecord } from "./mail-state.ts";

/** What an entry is. */
export type EntryKind = "PAYMENT" | "VOID" | "REFUND";

/** What has become of an entry. */
export type EntryStatus = "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";

/** Where an entry stands: its event, and the part of its sort key that entry and companion share. */
export interface EntryRef {
  eventId: string;
  /** `{logged at}#{uuid}` on our rows, anything on old ones. */
  suffix: string;
}

/** What is written of a payment, a void or a refund, and never changed. */
export interface NewEntry {
  ref: EntryRef;
  kind: EntryKind;
  /** Signed: negative for voids and refunds. */
  minorUnits: number;
  currency: string;
  patron: string | null;
  method: string | null;
  reference: string | null;
  notes: string | null;
  /** Calendar date in the operator's time zone. Null only on a void of an old row that has none. */
  receivedOn: string | null;
  /** Instant, ISO 8601 with milliseconds, UTC. */
  loggedAt: string;
  /** The name given by who logged it. */
  recordedBy: string | null;
  /** Who was authenticated: `admin` or an API key's id. */
  principal: string;
  reason: string | null;
  /** Ids of the entries that this one points at. */
  reverses: string | null;
  replaces: string | null;
  duplicateOf: string | null;
  /** The event's total including this entry. */
  totalAfterMinorUnits: number;
  sequence: number;
  previousHash: string;
}

type NullableOnOldRows = "minorUnits" | "loggedAt" | "principal" | "totalAfterMinorUnits";

/** An entry as read back. Old rows lack what their handler did not write. */
export type Entry = Omit<NewEntry, NullableOnOldRows | "sequence" | "previousHash"> & {
  [Name in NullableOnOldRows]: NewEntry[Name] | null;
} & {
  /** The stored amount as text, where it cannot be represented in the currency. */
  storedAmount: string | null;
  /** Null on rows that are not in the ledger (yet). */
  sequence: number | null;
  hash: string | null;
};

/** What has happened to an entry since it was written. */
export interface Companion {
  status: EntryStatus;
  refundedMinorUnits: number;
  reversedBy: string | null;
  replacedBy: string | null;
  /** Whether the entry was written by an older handler. */
  adopted: boolean;
  patronEmail: string | null;
  mail: MailRecord;
}

/** Whether an entry is still active: neither voided nor corrected. */
export function isActive({ status }: Pick<Companion, "status">): boolean {
  return status !== "VOIDED" && status !== "CORRECTED";
}

/** One line of an event's ledger. Without a companion it is an old row that nobody has adopted. */
export interface LedgerLine {
  entry: Entry;
  companion: Companion | null;
}
