import type { ItemKey } from "../../table/attributes.ts";
import type { EntryRef } from "../entry.ts";
import { sha256 } from "../hash.ts";

/** Prefix of the sort keys of entries, old rows included. */
export const ENTRY_PREFIX = "PAYMENT#";

/** Prefix of the sort keys of companions. */
export const COMPANION_PREFIX = "STATE#";

/** The key of an entry. */
export const entryKey = (ref: EntryRef): ItemKey => ({ pk: ref.eventId, sk: ENTRY_PREFIX + ref.suffix });

/** The key of an entry's companion. */
export const companionKey = (ref: EntryRef): ItemKey => ({
  pk: ref.eventId,
  sk: COMPANION_PREFIX + ref.suffix,
});

/** The key of the head of an event's ledger. */
export const headKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "LEDGER" });

/** The key of the terms in force. */
export const termsKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "TERMS" });

/** The key of a change of terms. */
export const termsChangeKey = (at: { eventId: string; setAt: string }): ItemKey => ({
  pk: at.eventId,
  sk: `TERMS#${at.setAt}`,
});

/** Prefix of the sort keys of what happened to a change of terms since: its mail. */
export const TERMS_STATE_PREFIX = "TERMSTATE#";

/** The key of what happened to a change of terms since. */
export const termsStateKey = (at: { eventId: string; setAt: string }): ItemKey => ({
  pk: at.eventId,
  sk: TERMS_STATE_PREFIX + at.setAt,
});

/** The key under which a reference is known to be used on an event. */
export const referenceKey = (used: { eventId: string; method: string; folded: string }): ItemKey => ({
  pk: used.eventId,
  sk: `REF#${used.method}#${fitsKey(used.folded) ? used.folded : sha256(used.folded)}`,
});

/**
 * Folding takes some characters apart into many, more than a key can hold. Halves of characters no key can hold; they
 * are refused, but only with all other faults, when the reference was looked up.
 */
const fitsKey = (folded: string) =>
  folded.isWellFormed() && Buffer.byteLength(folded) <= MOST_SORT_KEY_BYTES / 2;

/** The key of what one principal did under one idempotency key. */
export const idempotencyKey = (used: { principal: string; key: string }): ItemKey => ({
  pk: `IDEMPOTENCY#${used.principal}#${sha256(used.key)}`,
  sk: "IDEMPOTENCY",
});

/** The key of the note that adoption was ended. */
export const ADOPTION_KEY: ItemKey = { pk: "ADOPTION#", sk: "FINISHED" };

/** The key of an API key. */
export const apiKeyKey = (id: string): ItemKey => ({ pk: `APIKEY#${id}`, sk: "APIKEY" });

/** The key of something about access that happened: a partition for each day (UTC). */
export const auditKey = ({ at, id }: { at: string; id: string }): ItemKey => ({
  pk: `AUDIT#${at.slice(0, "2026-06-14".length)}`,
  sk: `${at}#${id}`,
});

/** The key of a count of wrong passwords. */
export const attemptsKey = (counter: string): ItemKey => ({ pk: `THROTTLE#${counter}`, sk: "THROTTLE" });

/** DynamoDB's own limits on the two parts of a key, in bytes of UTF-8. */
const MOST_PARTITION_KEY_BYTES = 2048;
const MOST_SORT_KEY_BYTES = 1024;

const RESERVED_PARTITION = /^(?:IDEMPOTENCY|APIKEY|AUDIT|THROTTLE|ADOPTION)#/;

/**
 * Whether a text can be the id of an event at all: not empty, not too long, without halves of characters, and no
 * partition of our own bookkeeping.
 */
export function isEventId(text: string): boolean {
  const fitsKey = text !== "" && text.isWellFormed() && Buffer.byteLength(text) <= MOST_PARTITION_KEY_BYTES;
  return fitsKey && !RESERVED_PARTITION.test(text);
}

/** Ends every range of keys: no text that anybody writes begins with it, and none sorts behind it. */
export const LAST_CHARACTER = "\u{10FFFF}";

/** Whether an entry can stand there at all. */
export function isEntryRef({ eventId, suffix }: EntryRef): boolean {
  const fitsKey = suffix !== "" && Buffer.byteLength(ENTRY_PREFIX + suffix) <= MOST_SORT_KEY_BYTES;
  return isEventId(eventId) && fitsKey && !suffix.startsWith(LAST_CHARACTER);
}

/** Our global indexes: their names and key attributes. Entries carry none of these, so that old rows need no edit. */
export const INDEXES = {
  received: { name: "received", pk: "received_year", sk: "received_key" },
  logged: { name: "logged", pk: "logged_year", sk: "logged_key" },
  mail: { name: "mail", pk: "mail_queue", sk: "mail_next_attempt" },
  ledgers: { name: "ledgers", pk: "ledger_list", sk: "ledger_event" },
} as const;

/** An index that leads through the entries of all events by one of their dates. */
export type EntryIndexName = "received" | "logged";

/** The partition of such an index that holds one year. */
export const indexPartition = (index: EntryIndexName, year: number | string) =>
  `${index.toUpperCase()}#${String(year).padStart(4, "0")}`;

/** The one partition of the index of pending mails. */
export const MAIL_QUEUE = "PENDING";

/** The one partition of the index of ledgers. */
export const LEDGER_LIST = "LEDGERS";

/** Another partition of the index of ledgers: API keys. An index of their own would cost every table one more. */
export const KEY_LIST = "APIKEYS";

/** Attributes of companions that the indexes over all events carry along, so that lists are filtered there. */
export const LISTED_ATTRIBUTES = [
  "kind",
  "sequence",
  "received_on",
  "logged_at",
  "method",
  "patron_folded",
  "minor_units",
  "currency",
  "status",
] as const;
