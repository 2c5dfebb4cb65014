import type { ItemKey } from "../../table/items.ts";
import { COMPANION_PREFIX, ENTRY_PREFIX, RECORD_PREFIX, REFERENCE_PREFIX } from "../../table/table-shape.ts";
import { sha256 } from "../../values/digest.ts";
import type { ReferenceUse } from "../commits.ts";
import type { EntryRef } from "../entry.ts";
import type { EntryIndexName } from "../ledger-store.ts";

/** The key of an entry. */
export const entryKey = (ref: EntryRef): ItemKey => ({ pk: ref.eventId, sk: ENTRY_PREFIX + ref.suffix });

/** The key of a record. */
export const recordKey = (ref: EntryRef): ItemKey => ({ pk: ref.eventId, sk: RECORD_PREFIX + ref.suffix });

/** The key of the companion of an entry or record. */
export const companionKey = (ref: EntryRef): ItemKey => ({
  pk: ref.eventId,
  sk: COMPANION_PREFIX + ref.suffix,
});

/** The place of the entry with this key; null if the key belongs to something else. */
export const readEntryKey = (key: ItemKey) => readRef(key, ENTRY_PREFIX);

/** The place of the record with this key; null if the key belongs to something else. */
export const readRecordKey = (key: ItemKey) => readRef(key, RECORD_PREFIX);

/** The place of the entry or record with this companion key; null if the key belongs to something else. */
export const readCompanionKey = (key: ItemKey) => readRef(key, COMPANION_PREFIX);

function readRef({ pk, sk }: ItemKey, prefix: string): EntryRef | null {
  return sk.startsWith(prefix) ? { eventId: pk, suffix: sk.slice(prefix.length) } : null;
}

/** The key of the head of an event's ledger. */
export const headKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "LEDGER" });

/** The key of the current terms. */
export const termsKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "TERMS" });

/** The beginning of the keys of all payments that use a reference on an event. A folded text with a `#` is hashed. */
export const referencePrefix = ({ method, folded }: { method: string; folded: string }): string =>
  `${REFERENCE_PREFIX}${method}#${fitsKey(folded) ? folded : sha256(folded)}#`;

/** The key that records the use of a reference by a payment. */
export const referenceKey = (use: ReferenceUse): ItemKey => ({
  pk: use.ref.eventId,
  sk: referencePrefix(use) + use.ref.suffix,
});

/** DynamoDB's limit for a sort key, in bytes of UTF-8. */
const MAX_SORT_KEY_BYTES = 1024;

/**
 * Folding can expand characters beyond the limit of a key. Unpaired surrogates fit in no key; they are refused, but only
 * after the reference was looked up, together with all other faults.
 */
const fitsKey = (folded: string) =>
  folded.isWellFormed() && !folded.includes("#") && Buffer.byteLength(folded) <= MAX_SORT_KEY_BYTES / 2;

/** The key of the record of one principal and idempotency key. */
export const idempotencyKey = (used: { principal: string; key: string }): ItemKey => ({
  pk: `IDEMPOTENCY#${used.principal}#${sha256(used.key)}`,
  sk: "IDEMPOTENCY",
});

/** The key of the record that adoption is finished. */
export const ADOPTION_KEY: ItemKey = { pk: "ADOPTION#", sk: "FINISHED" };

/** The partition of one year in an index over the entries of all events. */
export const indexPartition = (index: EntryIndexName, year: number | string) =>
  `${index.toUpperCase()}#${String(year).padStart(4, "0")}`;

/** The sort key of an entry in the index by day received. */
export const receivedKey = (receivedOn: string, ref: EntryRef) => `${receivedOn}#${ref.suffix}`;

const SEQUENCE_DIGITS = 10;

/** The sort key of an entry or record in the index by when the ledger took it in. */
export const enteredKey = (at: { enteredAt: string; eventId: string; sequence: number }) =>
  `${at.enteredAt}#${at.eventId}#${String(at.sequence).padStart(SEQUENCE_DIGITS, "0")}`;
