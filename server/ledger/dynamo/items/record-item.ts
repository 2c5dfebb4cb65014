import { type Item, keyOf, readHex, readInteger, readText, toBytes, toItem } from "../../../table/items.ts";
import type { EntryRef } from "../../entry.ts";
import { isRecordKind, type LedgerRecord } from "../../record.ts";
import type { SealRecord, StoredRecord } from "../../stored-line.ts";
import { readRecordKey, recordKey } from "../keys.ts";
import { FORMAT_VERSION, hashIfSalted, hasPersonalText, isNewerLink, seal } from "./link-hash.ts";

/** The item of a new record with its hash. Never changed. Without personal text it needs no salt. */
function toRecordItem(record: LedgerRecord): Item {
  const item = toItem({
    ...recordKey(record.ref),
    v: FORMAT_VERSION,
    kind: record.kind,
    currency: record.currency,
    agreed_total: record.terms.agreedTotalMinorUnits,
    deposit: record.terms.depositMinorUnits,
    previous_agreed_total: record.before?.agreedTotalMinorUnits,
    previous_deposit: record.before?.depositMinorUnits,
    logged_at: record.loggedAt,
    recorded_by: record.recordedBy,
    reason: record.reason,
    principal: record.principal,
    call: toBytes(record.call),
    sequence: record.sequence,
    previous_hash: toBytes(record.previousHash),
  });
  return seal(hasPersonalText(item) ? { ...item, ...toItem({ salt: toBytes(record.salt) }) } : item);
}

const RECORD_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["pk", "sk", "v", "kind", "currency", "agreed_total", "deposit", "previous_agreed_total"],
  ...["previous_deposit", "logged_at", "recorded_by", "reason", "principal", "call", "sequence"],
  ...["previous_hash", "salt", "hash", "commitments", "personal"],
]);

/** A record, from its item. */
export function toStoredRecord(item: Item): StoredRecord {
  return {
    ref: recordRefOf(item),
    sequence: readInteger(item, "sequence"),
    previousHash: readHex(item, "previous_hash"),
    hash: readHex(item, "hash"),
    content: item,
    isNewer: () => !isRecordKind(readText(item, "kind")) || isNewerLink(item, RECORD_ATTRIBUTES),
    read: () => fromRecordItem(item),
    computeHash: () => hashIfSalted(item),
  };
}

/** The row of a new record. */
export const sealRecord: SealRecord = (record) => toStoredRecord(toRecordItem(record));

function recordRefOf(item: Item): EntryRef {
  const key = keyOf(item);
  return readRecordKey(key) ?? { eventId: key.pk, suffix: "" };
}

function fromRecordItem(item: Item): LedgerRecord | null {
  const kind = readText(item, "kind");
  if (!isRecordKind(kind)) return null;
  const previousAgreedTotal = readInteger(item, "previous_agreed_total");
  return {
    ref: recordRefOf(item),
    kind,
    currency: readText(item, "currency") ?? "",
    terms: {
      agreedTotalMinorUnits: readInteger(item, "agreed_total") ?? 0,
      depositMinorUnits: readInteger(item, "deposit"),
    },
    before:
      previousAgreedTotal === null
        ? null
        : {
            agreedTotalMinorUnits: previousAgreedTotal,
            depositMinorUnits: readInteger(item, "previous_deposit"),
          },
    loggedAt: readText(item, "logged_at") ?? "",
    recordedBy: readText(item, "recorded_by"),
    reason: readText(item, "reason"),
    principal: readText(item, "principal") ?? "",
    call: readHex(item, "call"),
    sequence: readInteger(item, "sequence") ?? 0,
    previousHash: readHex(item, "previous_hash") ?? "",
    salt: readHex(item, "salt") ?? "",
  };
}
