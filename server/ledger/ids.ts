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

/** The opaque id of an entry. It encodes where the entry stands, so that a look-up is one read. */
export function toPaymentId(ref: EntryRef): string {
  return toOpaque(`${ref.eventId}${SEPARATOR}${ref.suffix}`);
}

/** Where the entry of an opaque id stands, or null when the text is no such id. */
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

/** The place of a cursor, or null when it was not made for this kind of list. */
export function fromCursor(list: string, cursor: string): string | null {
  const text = fromOpaque(cursor);
  const prefix = `${list}${SEPARATOR}`;
  const place = text?.startsWith(prefix) ? text.slice(prefix.length) : "";
  return place === "" ? null : place;
}

/** How long the two parts of an entry's place may be, in bytes of UTF-8: what a table takes as keys, less our prefix. */
const MAX_EVENT_ID_BYTES = 2048;
const MAX_SUFFIX_BYTES = 1016;

/** What stands in the table beside ledgers: an id that begins so would be one of these. */
const RESERVED_EVENT_ID = /^(?:IDEMPOTENCY|APIKEY|AUDIT|THROTTLE|ADOPTION)#/;

/**
 * Whether a text can be the id of an event at all: not empty, not too long, without halves of characters, and no
 * partition of our own bookkeeping.
 */
export function isEventId(text: string): boolean {
  const fits = text !== "" && text.isWellFormed() && Buffer.byteLength(text) <= MAX_EVENT_ID_BYTES;
  return fits && !RESERVED_EVENT_ID.test(text);
}

/** Whether an entry can be at this place at all. */
export function isEntryRef({ eventId, suffix }: EntryRef): boolean {
  const fits = suffix !== "" && Buffer.byteLength(suffix) <= MAX_SUFFIX_BYTES;
  return isEventId(eventId) && fits && !suffix.startsWith(LAST_CHARACTER);
}
