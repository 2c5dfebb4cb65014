import {
  type Item,
  keyOf,
  readFlag,
  readInteger,
  readMap,
  readText,
  toItem,
  type Values,
} from "../../table/items.ts";
import { INDEXES, MAIL_QUEUE } from "../../table/table-shape.ts";
import { foldText } from "../../values/text.ts";
import type { AdoptedPlace } from "../commits.ts";
import type { Companion, Entry, EntryKind, EntryStatus, NewEntry } from "../entry.ts";
import { type MailRecord, type MailState, type MailStatus, nextDueAt } from "../mail-state.ts";
import type { CompanionRecord } from "../stored-line.ts";
import { companionKey, indexPartition, indexSortKey, readCompanionKey } from "./keys.ts";

type Listed = Pick<
  Entry | NewEntry,
  "ref" | "kind" | "minorUnits" | "currency" | "patron" | "method" | "receivedOn" | "loggedAt"
>;

/** The item of a new companion, with its index keys. */
export function toCompanionItem(
  entry: Listed & { sequence: number },
  companion: Companion,
  adopted?: AdoptedPlace,
): Item {
  const { ref } = entry;
  return toItem({
    ...companionKey(ref),
    kind: entry.kind,
    sequence: entry.sequence,
    received_on: entry.receivedOn,
    logged_at: entry.loggedAt,
    method: entry.method,
    patron_folded: entry.patron && foldText(entry.patron),
    minor_units: entry.minorUnits,
    currency: entry.currency,
    status: companion.status,
    refunded: companion.refundedMinorUnits,
    reversed_by: companion.reversedBy,
    replaced_by: companion.replacedBy,
    adopted: companion.adopted || null,
    previous_hash: adopted?.previousHash,
    hash: adopted?.hash,
    patron_email: companion.patronEmail,
    ...mailAttributes(companion.mail),
    [INDEXES.received.pk]: entry.receivedOn && indexPartition("received", entry.receivedOn.slice(0, 4)),
    [INDEXES.received.sk]: entry.receivedOn && indexSortKey(entry),
    [INDEXES.logged.pk]: entry.loggedAt && indexPartition("logged", entry.loggedAt.slice(0, 4)),
    [INDEXES.logged.sk]: entry.loggedAt && indexSortKey({ receivedOn: null, ref }),
  });
}

/** The attributes that hold the mail state: the record, and the key of the sparse index in which pending mails are found. */
export function mailAttributes(mail: MailRecord): Values {
  const at = nextDueAt(mail);
  return {
    mail: toMailMap(mail),
    [INDEXES.mail.pk]: at && MAIL_QUEUE,
    [INDEXES.mail.sk]: at,
  };
}

const toMailMap = (mail: MailRecord) => ({
  version: mail.version,
  notification: toStateMap(mail.notification),
  receipt: mail.receipt && toStateMap(mail.receipt),
  claimed_by: mail.claim?.by,
  claimed_until: mail.claim?.until,
});

const toStateMap = (state: MailState) => ({
  status: state.status,
  attempts: state.attempts,
  next_attempt: state.nextAttemptAt,
  pending_since: state.pendingSince,
  sent_at: state.sentAt,
  last_error: state.lastError,
  resends: state.resends || null,
});

/** Reads a companion from its item. */
export function fromCompanionItem(item: Item): CompanionRecord {
  return {
    suffix: readCompanionKey(keyOf(item))?.suffix ?? "",
    kind: readText(item, "kind") as EntryKind,
    sequence: readInteger(item, "sequence") ?? 0,
    loggedAt: readText(item, "logged_at"),
    patronFolded: readText(item, "patron_folded"),
    minorUnits: readInteger(item, "minor_units"),
    hash: readText(item, "hash"),
    previousHash: readText(item, "previous_hash"),
    status: readText(item, "status") as EntryStatus,
    refundedMinorUnits: readInteger(item, "refunded") ?? 0,
    reversedBy: readText(item, "reversed_by"),
    replacedBy: readText(item, "replaced_by"),
    adopted: readFlag(item, "adopted"),
    patronEmail: readText(item, "patron_email"),
    mail: fromMailItem(readMap(item, "mail")),
  };
}

/** Reads a mail record from its map. */
export function fromMailItem(item: Item): MailRecord {
  const by = readText(item, "claimed_by");
  const until = readText(item, "claimed_until");
  return {
    version: readInteger(item, "version") ?? 0,
    notification: fromStateItem(readMap(item, "notification")),
    receipt: item.receipt ? fromStateItem(readMap(item, "receipt")) : null,
    claim: by && until ? { by, until } : null,
  };
}

function fromStateItem(item: Item): MailState {
  return {
    status: (readText(item, "status") ?? "OFF") as MailStatus,
    attempts: readInteger(item, "attempts") ?? 0,
    nextAttemptAt: readText(item, "next_attempt"),
    pendingSince: readText(item, "pending_since"),
    sentAt: readText(item, "sent_at"),
    lastError: readText(item, "last_error"),
    resends: readInteger(item, "resends") ?? 0,
  };
}
