import { randomUUID } from "node:crypto";
import type { EntryWrite, LedgerCommit } from "../../server/ledger/commits.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { emptyHead, type LedgerHead } from "../../server/ledger/head.ts";
import { toPaymentId } from "../../server/ledger/ids.ts";
import { pendingMail } from "../../server/ledger/mail-state.ts";
import { appendEntry } from "../../server/ledger/write/append-entry.ts";

/** A transaction that logs $125.50 after the given head. */
export function aCommit(
  eventId: string,
  given: { after?: LedgerHead; key?: string; reference?: string; takenFrom?: string } = {},
): LedgerCommit {
  const head = given.after ?? emptyHead(eventId, "USD");
  const uuid = randomUUID();
  const loggedAt = new Date(Date.UTC(2026, 5, 14, 23, 30, 0, head.sequence));
  const { head: after, ...written } = appendEntry(head, {
    content: {
      kind: "PAYMENT",
      minorUnits: 12550,
      patron: "Maya Rivera",
      method: "ZELLE",
      reference: given.reference ?? null,
      notes: null,
      receivedOn: "2026-06-13",
      recordedBy: "Ines Duarte",
      principal: "admin",
      reason: null,
      reverses: null,
      replaces: null,
      duplicateOf: null,
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
    reference: given.reference
      ? { eventId, method: "ZELLE", folded: given.reference, paymentId, takenFrom: given.takenFrom ?? null }
      : null,
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
