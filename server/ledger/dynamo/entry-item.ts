import {
  type Item,
  keyOf,
  readDecimal,
  readInteger,
  readText,
  toDecimal,
  toItem,
} from "../../table/items.ts";
import { dateInZone, parseLegacyTimestamp } from "../../values/calendar.ts";
import { formatDecimal, minorDigits, normalDecimal, storedToMinorUnits } from "../../values/money.ts";
import type { Entry, EntryKind, EntryRef, NewEntry } from "../entry.ts";
import { hashOf } from "../hash.ts";
import { toPaymentId } from "../ids.ts";
import type { ReadingContext } from "../stored-line.ts";
import { entryKey, readEntryKey } from "./keys.ts";

const FORMAT_VERSION = 1;

/** The item of a new entry with its hash: the attributes that legacy readers know, and ours. */
export function toEntryItem(entry: NewEntry): Item {
  const digits = minorDigits(entry.currency) ?? 0;
  const covered = toItem({
    ...entryKey(entry.ref),
    amount: toDecimal(normalDecimal(formatDecimal(entry.minorUnits, digits))),
    patron: entry.patron,
    timestamp: entry.loggedAt,
    notes: entry.notes ?? "",
    payment_id: toPaymentId(entry.ref),
    v: FORMAT_VERSION,
    kind: entry.kind,
    minor_units: entry.minorUnits,
    currency: entry.currency,
    method: entry.method,
    reference: entry.reference,
    received_on: entry.receivedOn,
    logged_at: entry.loggedAt,
    recorded_by: entry.recordedBy,
    principal: entry.principal,
    reason: entry.reason,
    reverses: entry.reverses,
    replaces: entry.replaces,
    duplicate_of: entry.duplicateOf,
    total_after: entry.totalAfterMinorUnits,
    sequence: entry.sequence,
    previous_hash: entry.previousHash,
  });
  return { ...covered, ...toItem({ hash: hashEntry(covered) }) };
}

/**
 * Hash v1 of an entry: over the item in DynamoDB's JSON form, every attribute except `hash`, keys included. In that form
 * numbers are text as the service returns them (`125.5`, never `125.50`), so that no float is involved.
 */
export function hashEntry(item: Item): string {
  const { hash: _, ...covered } = item;
  return hashOf(covered);
}

/** Whether a stored entry has our format, as opposed to a legacy row. */
export function isOurs(item: Item): boolean {
  return item.v !== undefined;
}

/** Reads an entry, ours or a legacy row, from its item. */
export function fromEntryItem(item: Item, context: ReadingContext): Entry {
  return isOurs(item) ? fromOurItem(item) : fromLegacyItem(item, context);
}

/** The place of the entry in an item. */
export function entryRefOf(item: Item): EntryRef {
  const key = keyOf(item);
  return readEntryKey(key) ?? { eventId: key.pk, suffix: "" };
}

function fromOurItem(item: Item): Entry {
  return {
    ref: entryRefOf(item),
    kind: readText(item, "kind") as EntryKind,
    minorUnits: readInteger(item, "minor_units"),
    storedAmount: null,
    currency: readText(item, "currency") ?? "",
    patron: readText(item, "patron"),
    method: readText(item, "method"),
    reference: readText(item, "reference"),
    notes: readText(item, "notes") || null,
    receivedOn: readText(item, "received_on"),
    loggedAt: readText(item, "logged_at"),
    recordedBy: readText(item, "recorded_by"),
    principal: readText(item, "principal"),
    reason: readText(item, "reason"),
    reverses: readText(item, "reverses"),
    replaces: readText(item, "replaces"),
    duplicateOf: readText(item, "duplicate_of"),
    totalAfterMinorUnits: readInteger(item, "total_after"),
    sequence: readInteger(item, "sequence"),
    hash: readText(item, "hash"),
  };
}

function fromLegacyItem(item: Item, context: ReadingContext): Entry {
  const ref = entryRefOf(item);
  const decimal = readDecimal(item, "amount");
  const stored = decimal ?? readText(item, "amount") ?? "";
  const minorUnits =
    decimal === null ? null : storedToMinorUnits(decimal, minorDigits(context.currency) ?? 0);
  const instant = parseLegacyTimestamp(readText(item, "timestamp") ?? ref.suffix.split("#")[0] ?? "");
  return {
    ref,
    kind: "PAYMENT",
    minorUnits,
    storedAmount: minorUnits === null ? stored : null,
    currency: context.currency,
    patron: readText(item, "patron") || null,
    method: null,
    reference: null,
    notes: readText(item, "notes") || null,
    receivedOn: instant && dateInZone(instant, context.timeZone),
    loggedAt: instant?.toISOString() ?? null,
    recordedBy: null,
    principal: null,
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: null,
    totalAfterMinorUnits: null,
    sequence: null,
    hash: null,
  };
}
