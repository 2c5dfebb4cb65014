import { type Item, readInteger, readMap, readText, type Values } from "../../../table/items.ts";
import { INDEXES, MAIL_QUEUE } from "../../../table/table-shape.ts";
import { type MailRecord, type MailState, type MailStatus, nextDueAt } from "../../mail-state.ts";

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
