import { randomUUID } from "node:crypto";
import type { EntryWrite, LedgerCommit, RecordCommit } from "../../server/ledger/commits.ts";
import { sealRecord } from "../../server/ledger/dynamo/items/record-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { afterLink, emptyHead, type LedgerHead, nextPlace } from "../../server/ledger/head.ts";
import { callOf } from "../../server/ledger/idempotency.ts";
import { toPaymentId } from "../../server/ledger/ids.ts";
import { newMailRecord, pendingMail } from "../../server/ledger/mail-state.ts";
import { newSalt } from "../../server/ledger/new-salt.ts";
import type { EventTerms } from "../../server/ledger/payment-state.ts";
import type { LedgerRecord } from "../../server/ledger/record.ts";
import { appendEntry } from "../../server/ledger/write/append-entry.ts";

/** A transaction that logs $125.50 after the given head. */
export function aCommit(
  eventId: string,
  given: { after?: LedgerHead; key?: string; reference?: string } = {},
): LedgerCommit {
  const head = given.after ?? emptyHead(eventId, "USD");
  const uuid = randomUUID();
  const loggedAt = new Date(Date.UTC(2026, 5, 14, 23, 30, 0, head.sequence));
  const { head: after, ...written } = appendEntry(head, {
    content: {
      kind: "PAYMENT",
      minorUnits: 12550,
      parts: { FARE: 10000, GRATUITY: 2550 },
      patron: "Maya Rivera",
      method: "ZELLE",
      reference: given.reference ?? null,
      externalId: null,
      notes: null,
      receivedOn: "2026-06-13",
      typedAt: null,
      recordedBy: "Ines Duarte",
      principal: "admin",
      call: callOf(given.key ?? null),
      salt: newSalt(),
      reason: null,
      reverses: null,
      replaces: null,
      duplicateOf: null,
      movedTo: null,
    },
    activeChange: 1,
    now: loggedAt,
    uuid,
    seal: sealEntry,
    patronEmail: "maya@example.com",
    mail: pendingMail,
  });
  const paymentId = toPaymentId(written.entry.ref);
  return {
    entries: [written],
    heads: [{ before: given.after ?? null, after }],
    marks: [],
    idempotency: {
      principal: "admin",
      key: given.key ?? uuid,
      record: { operation: "logPayment", fields: { amount: "abc" }, paymentId, callId: uuid },
    },
    references: {
      used: given.reference ? [{ method: "ZELLE", folded: given.reference, ref: written.entry.ref }] : [],
      released: [],
    },
  };
}

/** The entry that a transaction writes. */
export function entryOf(commit: LedgerCommit): EntryWrite {
  const [written] = commit.entries;
  if (!written) throw new Error("The transaction writes no entry.");
  return written;
}

/** The head after a transaction. */
export function headAfter(commit: LedgerCommit): LedgerHead {
  const [head] = commit.heads;
  if (!head) throw new Error("The transaction changes no head.");
  return head.after;
}

/** A transaction that sets terms after the given head. */
export function aRecordCommit(
  eventId: string,
  given: { after?: LedgerHead; terms?: EventTerms } = {},
): RecordCommit {
  const before = given.after ?? emptyHead(eventId, "USD");
  const now = new Date(Date.UTC(2026, 5, 14, 23, 30, 0, before.sequence));
  const place = nextPlace(before, { now, uuid: randomUUID() });
  const record: LedgerRecord = {
    kind: "TERMS_SET",
    ...place,
    currency: "USD",
    terms: { agreedTotalMinorUnits: 90000 + before.sequence, depositMinorUnits: null },
    before: null,
    reason: null,
    recordedBy: "Ines Duarte",
    principal: "admin",
    call: null,
    salt: newSalt(),
  };
  const row = sealRecord(record);
  const mail = newMailRecord({ notification: pendingMail(record.loggedAt), receipt: null });
  const companion = { adopted: false, enteredAt: record.loggedAt, patronEmail: null, mail };
  return {
    head: { before: given.after ?? null, after: afterLink(before, place, row.hash ?? "") },
    written: { record, row, companion, termsBefore: given.terms ?? null },
  };
}
