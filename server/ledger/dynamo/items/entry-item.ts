import {
  type Item,
  keyOf,
  readDecimal,
  readHex,
  readInteger,
  readText,
  toBytes,
  toDecimal,
  toItem,
} from "../../../table/items.ts";
import { dateInZone, parseLegacyTimestamp } from "../../../values/calendar.ts";
import { formatDecimal, minorDigits, normalDecimal, storedToMinorUnits } from "../../../values/money.ts";
import type { Entry, EntryKind, EntryRef, NewEntry } from "../../entry.ts";
import { toPaymentId } from "../../ids.ts";
import type { ReadingContext } from "../../stored-line.ts";
import { entryKey, readEntryKey } from "../keys.ts";
import { FORMAT_VERSION, seal } from "./link-hash.ts";
import { readParts, toPartsMap } from "./parts-map.ts";

/** The item of a new entry with its hash: the attributes that legacy readers know, and ours. */
export function toEntryItem(entry: NewEntry): Item {
  const digits = minorDigits(entry.currency) ?? 0;
  return seal(
    toItem({
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
      parts: toPartsMap(entry.parts),
      method: entry.method,
      reference: entry.reference,
      external_id: entry.externalId,
      received_on: entry.receivedOn,
      typed_at: entry.typedAt,
      logged_at: entry.loggedAt,
      recorded_by: entry.recordedBy,
      principal: entry.principal,
      call: toBytes(entry.call),
      reason: entry.reason,
      reverses: entry.reverses,
      replaces: entry.replaces,
      duplicate_of: entry.duplicateOf,
      moved_to: entry.movedTo,
      number: entry.number,
      total_after: entry.totalAfterMinorUnits,
      sequence: entry.sequence,
      previous_hash: toBytes(entry.previousHash),
      salt: toBytes(entry.salt),
    }),
  );
}

/** The attributes of an entry that this version knows. */
export const ENTRY_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["pk", "sk", "amount", "patron", "timestamp", "notes", "payment_id", "v", "kind", "minor_units"],
  ...["currency", "parts", "method", "reference", "external_id", "received_on", "typed_at", "logged_at"],
  ...["recorded_by", "principal", "call", "reason", "reverses", "replaces", "duplicate_of", "moved_to"],
  ...["proofs", "number", "total_after", "sequence", "previous_hash", "salt", "hash", "commitments"],
  "personal",
]);

/** The kinds of entries that this version knows. */
export const ENTRY_KINDS: ReadonlySet<string> = new Set<EntryKind>(["PAYMENT", "VOID", "REFUND"]);

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
    parts: readParts(item, "parts"),
    storedAmount: null,
    currency: readText(item, "currency") ?? "",
    patron: readText(item, "patron") || null,
    method: readText(item, "method"),
    reference: readText(item, "reference"),
    externalId: readText(item, "external_id"),
    notes: readText(item, "notes") || null,
    receivedOn: readText(item, "received_on"),
    typedAt: readText(item, "typed_at"),
    loggedAt: readText(item, "logged_at"),
    recordedBy: readText(item, "recorded_by"),
    principal: readText(item, "principal"),
    call: readHex(item, "call"),
    reason: readText(item, "reason"),
    reverses: readText(item, "reverses"),
    replaces: readText(item, "replaces"),
    duplicateOf: readText(item, "duplicate_of"),
    movedTo: readText(item, "moved_to"),
    number: readInteger(item, "number"),
    totalAfterMinorUnits: readInteger(item, "total_after"),
    sequence: readInteger(item, "sequence"),
    hash: readHex(item, "hash"),
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
    ...LACKING,
    ref,
    minorUnits,
    storedAmount: stored,
    currency: context.currency,
    patron: readText(item, "patron") || null,
    notes: readText(item, "notes") || null,
    receivedOn: instant && dateInZone(instant, context.timeZone),
    loggedAt: instant?.toISOString() ?? null,
  };
}

/** What legacy rows lack. */
const LACKING = {
  kind: "PAYMENT" as const,
  ...{ parts: null, method: null, reference: null, externalId: null, typedAt: null, recordedBy: null },
  ...{ principal: null, call: null, reason: null, reverses: null, replaces: null, duplicateOf: null },
  ...{ movedTo: null, number: null, totalAfterMinorUnits: null, sequence: null, hash: null },
};
