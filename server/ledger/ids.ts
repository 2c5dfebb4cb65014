import { isEntryRef } from "./dynamo/keys.ts";
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
