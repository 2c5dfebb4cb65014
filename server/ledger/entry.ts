import type { MailRecord } from "./mail-state.ts";

/** The kind of an entry. */
export type EntryKind = "PAYMENT" | "VOID" | "REFUND";

/** The current status of an entry. */
export type EntryStatus = "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";

/** The place of an entry: its event, and the part of its sort key that entry and companion share. */
export interface EntryRef {
  eventId: string;
  /** `{logged at}#{uuid}` on our entries, any text on legacy rows. */
  suffix: string;
}

/** The content of a payment, a void or a refund. Never changed once written. */
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
  /** Calendar date in the operator's time zone. Null only on a void of a legacy row without a date. */
  receivedOn: string | null;
  /** Instant, ISO 8601 with milliseconds, UTC. */
  loggedAt: string;
  /** The name of the person who logged it. */
  recordedBy: string | null;
  /** The authenticated identity: `admin` or an API key's id. */
  principal: string;
  reason: string | null;
  /** Ids of the entries that this one refers to. */
  reverses: string | null;
  replaces: string | null;
  duplicateOf: string | null;
  /** The event's total including this entry. */
  totalAfterMinorUnits: number;
  sequence: number;
  previousHash: string;
}

type NullableOnLegacyRows = "minorUnits" | "loggedAt" | "principal" | "totalAfterMinorUnits";

/** An entry as it is read back. Legacy rows lack what their handler did not write. */
export type Entry = Omit<NewEntry, NullableOnLegacyRows | "sequence" | "previousHash"> & {
  [Name in NullableOnLegacyRows]: NewEntry[Name] | null;
} & {
  /** The stored amount as text, if it cannot be represented in the currency. */
  storedAmount: string | null;
  /** Null on rows that are not in the ledger. */
  sequence: number | null;
  hash: string | null;
};

/** The state of an entry that changes after it was written. */
export interface Companion {
  status: EntryStatus;
  refundedMinorUnits: number;
  reversedBy: string | null;
  replacedBy: string | null;
  /** Whether the entry is an adopted legacy row. */
  adopted: boolean;
  patronEmail: string | null;
  mail: MailRecord;
}

/** Whether an entry is still active: neither voided nor corrected. */
export function isActive({ status }: Pick<Companion, "status">): boolean {
  return status !== "VOIDED" && status !== "CORRECTED";
}

/** One line of an event's ledger. Without a companion it is a legacy row that is not adopted. */
export interface LedgerLine {
  entry: Entry;
  companion: Companion | null;
}
