import { randomUUID } from "node:crypto";
import type { Companion, NewEntry } from "../../server/ledger/entry.ts";
import { toEntryItem } from "../../server/ledger/entry-items.ts";
import { addPosting, emptyHead, type LedgerHead } from "../../server/ledger/head.ts";
import { toPaymentId } from "../../server/ledger/ids.ts";
import type { LedgerCommit } from "../../server/ledger/ledger-store.ts";
import { newMailRecord, pendingMail } from "../../server/ledger/mail-state.ts";

/** A transaction that logs $125.50 after the given head, for tests of a store. */
export function aCommit(
  eventId: string,
  given: { after?: LedgerHead; key?: string; reference?: string; loggedAt?: string } = {},
): LedgerCommit {
  const head = given.after ?? emptyHead(eventId, "USD");
  const uuid = randomUUID();
  const loggedAt = given.loggedAt ?? new Date(Date.UTC(2026, 5, 14, 23, 30, 0, head.sequence)).toISOString();
  const entry: NewEntry = {
    ref: { eventId, suffix: `${loggedAt}#${uuid}` },
    kind: "PAYMENT",
    minorUnits: 12550,
    currency: "USD",
    patron: "Maya Rivera",
    method: "ZELLE",
    reference: given.reference ?? null,
    notes: null,
    receivedOn: "2026-06-13",
    loggedAt,
    recordedBy: "Ines Duarte",
    principal: "admin",
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: null,
    totalAfterMinorUnits: head.collectedMinorUnits + 12550,
    sequence: head.sequence + 1,
    previousHash: head.newestHash,
  };
  const entryItem = toEntryItem(entry);
  return {
    entry,
    entryItem,
    companion: aCompanion(loggedAt),
    headBefore: given.after ?? null,
    headAfter: {
      ...addPosting(head, entry),
      sequence: entry.sequence,
      newestLoggedAt: loggedAt,
      newestHash: entryItem.hash?.S ?? "",
    },
    idempotency: {
      principal: "admin",
      key: given.key ?? uuid,
      record: {
        operation: "logPayment",
        fields: { amount: "abc" },
        paymentId: toPaymentId(entry.ref),
        callId: uuid,
      },
    },
    reference: given.reference ? { method: "ZELLE", folded: given.reference } : null,
  };
}

const aCompanion = (loggedAt: string): Companion => ({
  status: "RECORDED",
  refundedMinorUnits: 0,
  reversedBy: null,
  replacedBy: null,
  adopted: false,
  patronEmail: "maya@example.com",
  mail: newMailRecord({ notification: pendingMail(loggedAt), receipt: pendingMail(loggedAt) }),
});
