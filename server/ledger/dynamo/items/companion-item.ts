import {
  type Item,
  keyOf,
  readFlag,
  readHex,
  readInteger,
  readMap,
  readText,
  toBytes,
  toItem,
  type Values,
} from "../../../table/items.ts";
import { INDEXES } from "../../../table/table-shape.ts";
import { FOLD_VERSION, foldName, foldReference } from "../../../values/folding.ts";
import type {
  Companion,
  Entry,
  EntryRef,
  EntryState,
  EntryStatus,
  NewEntry,
  RecordCompanion,
} from "../../entry.ts";
import type { RecentCompanion } from "../../ledger-store.ts";
import { purposesOf } from "../../purposes.ts";
import { isRecordKind, type LedgerRecord } from "../../record.ts";
import type { CompanionRecord } from "../../stored-line.ts";
import { companionKey, enteredKey, indexPartition, readCompanionKey, receivedKey } from "../keys.ts";
import { findDifferences } from "./differences.ts";
import { fromMailItem, mailAttributes } from "./mail-map.ts";
import { readParts, toPartsMap } from "./parts-map.ts";

/** The item of the companion of an entry, with its index keys. */
export const toCompanionItem = (...given: Parameters<typeof companionValues>): Item =>
  toItem(companionValues(...given));

function companionValues(
  entry: (Entry | NewEntry) & { sequence: number },
  companion: Companion,
  adopted?: Pick<CompanionRecord, "previousHash" | "hash" | "salt">,
): Values {
  const { ref, receivedOn } = entry;
  return {
    ...sharedAttributes(entry, companion),
    number: entry.number,
    received_on: receivedOn,
    method: entry.method,
    minor_units: entry.minorUnits,
    currency: entry.currency,
    parts: toPartsMap(entry.parts),
    purposes: purposesOf(entry),
    patron_folded: entry.patron && foldName(entry.patron),
    reference_folded: foldedReferenceOf(entry),
    external_id: entry.externalId,
    ...stateAttributes(companion),
    adopted: companion.adopted || null,
    previous_hash: toBytes(adopted?.previousHash),
    hash: toBytes(adopted?.hash),
    salt: toBytes(adopted?.salt),
    [INDEXES.received.pk]: receivedOn && indexPartition("received", receivedOn.slice(0, 4)),
    [INDEXES.received.sk]: receivedOn && receivedKey(receivedOn, ref),
  };
}

/** The item of the companion of a record, with its index keys. */
export const toRecordCompanionItem = (...given: Parameters<typeof recordCompanionValues>): Item =>
  toItem(recordCompanionValues(...given));

const recordCompanionValues = (record: LedgerRecord, companion: RecordCompanion): Values => ({
  ...sharedAttributes(record, companion),
  currency: record.currency,
});

interface Shared {
  ref: EntryRef;
  kind: string;
  sequence: number;
  loggedAt: string | null;
  recordedBy: string | null;
  principal: string | null;
}

function sharedAttributes(link: Shared, companion: RecordCompanion): Values {
  const { enteredAt, patronEmail, mail } = companion;
  const { eventId } = link.ref;
  return {
    ...companionKey(link.ref),
    kind: link.kind,
    sequence: link.sequence,
    logged_at: link.loggedAt,
    entered_at: enteredAt,
    recorded_by: link.recordedBy,
    principal: link.principal,
    fold: FOLD_VERSION,
    listed: {},
    patron_email: patronEmail,
    ...mailAttributes(mail),
    [INDEXES.entered.pk]: indexPartition("entered", enteredAt.slice(0, 4)),
    [INDEXES.entered.sk]: enteredKey({ enteredAt, eventId, sequence: link.sequence }),
  };
}

/** The attributes that hold what happened to an entry since. */
export const stateAttributes = (state: EntryState): Values => ({
  status: state.status,
  refunded: state.refundedMinorUnits,
  refunded_parts: toPartsMap(state.refundedParts),
  reversed_by: state.reversedBy,
  replaced_by: state.replacedBy,
});

const foldedReferenceOf = ({ method, reference }: Entry | NewEntry) =>
  reference && foldReference({ method: method ?? "", reference });

/** The attributes of a companion that `fromRecentItem` reads. */
export const RECENT_ATTRIBUTES = [
  ...["pk", "sk", "kind", "sequence", "logged_at", "patron_folded", "minor_units", "method"],
  ...["reference_folded", "status"],
] as const;

/** Reads what a write needs of a recent companion. */
export const fromRecentItem = (item: Item): RecentCompanion => ({
  suffix: readCompanionKey(keyOf(item))?.suffix ?? "",
  kind: readText(item, "kind") as RecentCompanion["kind"],
  sequence: readInteger(item, "sequence") ?? 0,
  loggedAt: readText(item, "logged_at"),
  patronFolded: readText(item, "patron_folded"),
  minorUnits: readInteger(item, "minor_units"),
  method: readText(item, "method"),
  referenceFolded: readText(item, "reference_folded"),
  status: readText(item, "status") as EntryStatus,
});

/** Reads a companion from its item. */
export function fromCompanionItem(item: Item): CompanionRecord {
  const companion: CompanionRecord = {
    ...fromRecentItem(item),
    number: readInteger(item, "number"),
    enteredAt: readText(item, "entered_at") ?? "",
    receivedOn: readText(item, "received_on"),
    currency: readText(item, "currency") ?? "",
    hash: readHex(item, "hash"),
    previousHash: readHex(item, "previous_hash"),
    salt: readHex(item, "salt"),
    refundedMinorUnits: readInteger(item, "refunded") ?? 0,
    refundedParts: readParts(item, "refunded_parts"),
    reversedBy: readText(item, "reversed_by"),
    replacedBy: readText(item, "replaced_by"),
    adopted: readFlag(item, "adopted"),
    patronEmail: readText(item, "patron_email"),
    mail: fromMailItem(readMap(item, "mail")),
    findDifferences: (link) => findDifferences(item, expectedValues(link, companion)),
  };
  return companion;
}

const isRecord = (link: Entry | LedgerRecord): link is LedgerRecord => isRecordKind(link.kind);

/** What the companion should be, given what happened to the entry since. */
function expectedValues(link: Entry | LedgerRecord, companion: CompanionRecord): Values {
  if (isRecord(link)) return recordCompanionValues(link, { ...companion, enteredAt: link.loggedAt });
  const sequence = link.sequence ?? 0;
  if (link.principal !== null)
    return companionValues(
      { ...link, sequence },
      { ...companion, adopted: false, enteredAt: link.loggedAt ?? "" },
    );
  return companionValues({ ...link, sequence }, { ...companion, adopted: true }, companion);
}
