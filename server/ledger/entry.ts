import type { MailRecord } from "./mail-state.ts";
import { type Parts, type Sums, toParts, totalOf } from "./purposes.ts";

/** The kind of an entry. */
export type EntryKind = "PAYMENT" | "VOID" | "REFUND";

/** The current status of an entry. */
export type EntryStatus = "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";

/** The place of an entry or a record: its event, and the part of its sort key that it shares with its companion. */
export interface EntryRef {
  eventId: string;
  /** `{logged at}#{uuid}` on our own, any text on legacy rows. */
  suffix: string;
}

/** What a new entry or record gets from its ledger. */
export interface ChainPlace {
  ref: EntryRef;
  /** Instant, ISO 8601 with milliseconds, UTC. */
  loggedAt: string;
  sequence: number;
  previousHash: string;
}

/** Who wrote an entry or record, and under which call. */
export interface Authorship {
  /** The name of the person who logged it. */
  recordedBy: string | null;
  /** The authenticated identity: `admin` or an API key's id. */
  principal: string;
  /** SHA-256 (hexadecimal) of the idempotency key; null without one. */
  call: string | null;
  /** 16 random bytes (hexadecimal), from which the salt of each personal text derives. */
  salt: string;
}

/** The content of a payment, a void or a refund. Never changed once written. */
export interface NewEntry extends ChainPlace, Authorship {
  kind: EntryKind;
  /** Signed: negative for voids and refunds. */
  minorUnits: number;
  /** With the sign of the amount. */
  parts: Parts;
  currency: string;
  patron: string | null;
  method: string | null;
  reference: string | null;
  /** The id of the payment in another system. */
  externalId: string | null;
  notes: string | null;
  /** Calendar date in the operator's time zone. Null only on a void of a legacy row without a date. */
  receivedOn: string | null;
  /** When a person typed it, if that was known: an instant like `loggedAt`. */
  typedAt: string | null;
  reason: string | null;
  /** Ids of the entries that this one refers to. */
  reverses: string | null;
  replaces: string | null;
  duplicateOf: string | null;
  /** The event to which a correction moved the payment, on the void of such a payment. */
  movedTo: string | null;
  /** The number of the payment in its event: 1, 2, 3 and so on. Null on voids and refunds. */
  number: number | null;
  /** The event's total including this entry. */
  totalAfterMinorUnits: number;
}

type NullableOnLegacyRows = "minorUnits" | "loggedAt" | "principal" | "totalAfterMinorUnits";

/** An entry as it is read back. Legacy rows lack what their handler did not write. */
export type Entry = Omit<NewEntry, NullableOnLegacyRows | "sequence" | "previousHash" | "salt"> & {
  [Name in NullableOnLegacyRows]: NewEntry[Name] | null;
} & {
  /** The stored amount as text, if it cannot be represented in the currency. */
  storedAmount: string | null;
  /** Null on rows that are not in the ledger. */
  sequence: number | null;
  hash: string | null;
};

/** The state of an entry that changes after it was written. */
export interface EntryState {
  status: EntryStatus;
  refundedMinorUnits: number;
  /** What was refunded by purpose; null if all of it is fare. */
  refundedParts: Parts;
  reversedBy: string | null;
  replacedBy: string | null;
}

/** What is kept beside an entry or a record. */
export interface RecordCompanion {
  /** Whether the entry is an adopted legacy row. */
  adopted: boolean;
  /** When the ledger took the entry in: the moment of adoption for legacy rows. */
  enteredAt: string;
  patronEmail: string | null;
  mail: MailRecord;
}

/** What is kept beside an entry. */
export interface Companion extends EntryState, RecordCompanion {}

/** The state of an entry to which nothing has happened. */
export const UNTOUCHED: EntryState = {
  status: "RECORDED",
  refundedMinorUnits: 0,
  refundedParts: null,
  reversedBy: null,
  replacedBy: null,
};

/** The state of a payment of which so much was refunded by purpose. */
export function refundState(
  payment: { minorUnits: number | null },
  refunded: Sums,
): Pick<EntryState, "status" | "refundedMinorUnits" | "refundedParts"> {
  const refundedMinorUnits = totalOf(refunded);
  const partly = refundedMinorUnits < (payment.minorUnits ?? 0) ? "PARTIALLY_REFUNDED" : "REFUNDED";
  const status = refundedMinorUnits === 0 ? "RECORDED" : partly;
  return { status, refundedMinorUnits, refundedParts: toParts(refunded) };
}

/** The state of an entry alone, out of what is kept beside it. */
export const stateOf = (beside: EntryState): EntryState => ({
  status: beside.status,
  refundedMinorUnits: beside.refundedMinorUnits,
  refundedParts: beside.refundedParts,
  reversedBy: beside.reversedBy,
  replacedBy: beside.replacedBy,
});

/** Whether an entry is still active: neither voided nor corrected. */
export function isActive({ status }: Pick<Companion, "status">): boolean {
  return status !== "VOIDED" && status !== "CORRECTED";
}

/** One line of an event's ledger. Without a companion it is a legacy row that is not adopted. */
export interface LedgerLine {
  entry: Entry;
  companion: Companion | null;
}
