import type { ItemKey } from "../../table/items.ts";
import { COMPANION_PREFIX, ENTRY_PREFIX, TERMS_STATE_PREFIX } from "../../table/table-shape.ts";
import { sha256 } from "../../values/digest.ts";
import type { EntryRef } from "../entry.ts";
import type { EntryIndexName } from "../ledger-store.ts";
import type { Mailed } from "../mail-state-store.ts";

/** The key of an entry. */
export const entryKey = (ref: EntryRef): ItemKey => ({ pk: ref.eventId, sk: ENTRY_PREFIX + ref.suffix });

/** The key of an entry's companion. */
export const companionKey = (ref: EntryRef): ItemKey => ({
  pk: ref.eventId,
  sk: COMPANION_PREFIX + ref.suffix,
});

/** The place of the entry with this key; null if the key belongs to something else. */
export const readEntryKey = (key: ItemKey) => readRef(key, ENTRY_PREFIX);

/** The place of the entry with this companion key; null if the key belongs to something else. */
export const readCompanionKey = (key: ItemKey) => readRef(key, COMPANION_PREFIX);

function readRef({ pk, sk }: ItemKey, prefix: string): EntryRef | null {
  return sk.startsWith(prefix) ? { eventId: pk, suffix: sk.slice(prefix.length) } : null;
}

/** The key of the head of an event's ledger. */
export const headKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "LEDGER" });

/** The key of the current terms. */
export const termsKey = (eventId: string): ItemKey => ({ pk: eventId, sk: "TERMS" });

/** The key of a change of terms. */
export const termsChangeKey = (at: { eventId: string; setAt: string }): ItemKey => ({
  pk: at.eventId,
  sk: `TERMS#${at.setAt}`,
});

/** The key of the mail state of a change of terms. */
export const termsStateKey = (at: { eventId: string; setAt: string }): ItemKey => ({
  pk: at.eventId,
  sk: TERMS_STATE_PREFIX + at.setAt,
});

/** The key of the item with the mail record. */
export const mailedKey = (mailed: Mailed): ItemKey =>
  mailed.about === "entry" ? companionKey(mailed.ref) : termsStateKey(mailed);

/** The subject of the mails whose record is under this key; null if there is none. */
export function readMailedKey(key: ItemKey): Mailed | null {
  const ref = readCompanionKey(key);
  if (ref) return { about: "entry", ref };
  if (!key.sk.startsWith(TERMS_STATE_PREFIX)) return null;
  return { about: "terms", eventId: key.pk, setAt: key.sk.slice(TERMS_STATE_PREFIX.length) };
}

/** The key that records the use of a reference on an event. */
export const referenceKey = (used: { eventId: string; method: string; folded: string }): ItemKey => ({
  pk: used.eventId,
  sk: `REF#${used.method}#${fitsKey(used.folded) ? used.folded : sha256(used.folded)}`,
});

/** DynamoDB's limit for a sort key, in bytes of UTF-8. */
const MAX_SORT_KEY_BYTES = 1024;

/**
 * Folding can expand characters beyond the limit of a key. Unpaired surrogates fit in no key; they are refused, but only
 * after the reference was looked up, together with all other faults.
 */
const fitsKey = (folded: string) =>
  folded.isWellFormed() && Buffer.byteLength(folded) <= MAX_SORT_KEY_BYTES / 2;

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

/** The sort key of an entry in an index over the entries of all events: by the day received, or by when it was logged. */
export const indexSortKey = (at: { receivedOn: string | null; ref: EntryRef }) =>
  at.receivedOn === null ? at.ref.suffix : `${at.receivedOn}#${at.ref.suffix}`;
