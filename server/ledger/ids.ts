import { LAST_CHARACTER } from "../values/text.ts";
import type { EntryRef } from "./entry.ts";

const SEPARATOR = "\u0000";

function toOpaque(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function fromOpaque(opaque: string): string | null {
  if (!/^[\w-]+$/.test(opaque)) return null;
  const text = Buffer.from(opaque, "base64url").toString("utf8");
  return toOpaque(text) === opaque ? text : null;
}

/** The opaque id of an entry. It encodes the place of the entry, so that a look-up needs one read. */
export function toPaymentId(ref: EntryRef): string {
  return toOpaque(`${ref.eventId}${SEPARATOR}${ref.suffix}`);
}

/** The place of the entry with this opaque id, or null if the text is not such an id. */
export function fromPaymentId(id: string): EntryRef | null {
  const text = fromOpaque(id);
  const at = text?.indexOf(SEPARATOR) ?? -1;
  if (!text || at < 0) return null;
  const ref = { eventId: text.slice(0, at), suffix: text.slice(at + SEPARATOR.length) };
  return isEntryRef(ref) ? ref : null;
}

/** An opaque cursor for a place in a list of one kind. */
export function toCursor(list: string, place: string): string {
  return toOpaque(`${list}${SEPARATOR}${place}`);
}

/** The place in a cursor, or null if the cursor belongs to another kind of list. */
export function fromCursor(list: string, cursor: string): string | null {
  const text = fromOpaque(cursor);
  const prefix = `${list}${SEPARATOR}`;
  const place = text?.startsWith(prefix) ? text.slice(prefix.length) : "";
  return place === "" ? null : place;
}

/** The maximum sizes of the two parts of a place, in bytes of UTF-8: the limits of DynamoDB keys, minus our prefix. */
const MAX_EVENT_ID_BYTES = 2048;
const MAX_SUFFIX_BYTES = 1016;

/** Partitions of our bookkeeping in the same table. An event id must not start like one of them. */
const RESERVED_EVENT_ID = new RegExp(
  `^(?:${[
    ...["IDEMPOTENCY", "APIKEY", "CLIENT", "AUDIT", "THROTTLE", "ADOPTION", "SESSION", "DIGEST", "PROOF"],
    ...["PERSON", "INVITE", "CHALLENGE", "APPROVAL", "HANDOVER", "CUSTODY", "OPERATOR", "REMIND"],
  ].join("|")})#`,
);

/** Sort keys of an event's partition that are ours: the dispatch tool's own item cannot have them. */
const RESERVED_SORT_KEY = /^(?:(?:LEDGER|TERMS|DUES)$|(?:PAYMENT|STATE|RECORD|REF|PROOF)#)/;

/** Whether the dispatch tool's event items can have this sort key. */
export const isEventSortKey = (text: string): boolean => text !== "" && !RESERVED_SORT_KEY.test(text);

/**
 * Whether a text can be an event id: not empty, not too long, without unpaired surrogates, and not a partition of our
 * bookkeeping.
 */
export function isEventId(text: string): boolean {
  const fits = text !== "" && text.isWellFormed() && Buffer.byteLength(text) <= MAX_EVENT_ID_BYTES;
  return fits && !RESERVED_EVENT_ID.test(text);
}

/** Whether an entry can exist at this place. */
export function isEntryRef({ eventId, suffix }: EntryRef): boolean {
  const fits = suffix !== "" && Buffer.byteLength(suffix) <= MAX_SUFFIX_BYTES;
  return isEventId(eventId) && fits && !suffix.startsWith(LAST_CHARACTER);
}
