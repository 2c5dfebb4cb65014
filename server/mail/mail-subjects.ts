import type { EntryRef } from "../ledger/entry.ts";
import type { EventSnapshot, LedgerStore, RecordLine } from "../ledger/ledger-store.ts";
import type { MailKind, MailRecord } from "../ledger/mail-state.ts";
import { readingOf, toLedgerLine } from "../ledger/reading.ts";
import type { StoredLine } from "../ledger/stored-line.ts";
import type { Mail } from "./mailer.ts";
import { notificationMail, receiptMail } from "./payment-mails.ts";
import { termsMail } from "./terms-mail.ts";

/** The subject of mails and their state. */
export interface MailSubject {
  record: MailRecord;
  /** Composes one of its mails; null if it has no recipient. */
  compose(kind: MailKind): Mail | null;
}

/** What is needed to read and compose mails. */
export interface MailContext {
  store: LedgerStore;
  /** The recipient of notifications. */
  adminAddress: string;
  operatorCurrency: string;
  timeZone: string;
  baseUrl: string;
}

/** Reads the entry or record that mails are about; null if it has no mails or does not exist. */
export async function readMailSubject(context: MailContext, ref: EntryRef): Promise<MailSubject | null> {
  const { store } = context;
  const [[stored], [snapshot]] = await Promise.all([store.readLines([ref]), store.readEvents([ref.eventId])]);
  if (!snapshot) return null;
  if (stored) return entrySubject(context, stored, snapshot);
  const found = await store.readRecord(ref);
  return found && termsSubject(context, found, snapshot);
}

const titleOf = (snapshot: EventSnapshot) => snapshot.facts?.title ?? null;

function entrySubject(context: MailContext, stored: StoredLine, snapshot: EventSnapshot): MailSubject | null {
  if (!stored.companion) return null;
  const { timeZone, baseUrl, adminAddress } = context;
  const { mail: record, patronEmail } = stored.companion;
  const { entry } = toLedgerLine(stored, readingOf(snapshot, context));
  const about = { entry, eventTitle: titleOf(snapshot), timeZone, baseUrl };
  const resends = (kind: MailKind) => record[kind]?.resends ?? 0;
  return {
    record,
    compose(kind) {
      if (kind === "notification")
        return notificationMail(about, { to: adminAddress, resends: resends(kind) });
      return patronEmail ? receiptMail(about, { to: patronEmail, resends: resends(kind) }) : null;
    },
  };
}

function termsSubject(
  { timeZone, baseUrl, adminAddress }: MailContext,
  { record, companion, hash }: RecordLine,
  snapshot: EventSnapshot,
): MailSubject {
  const about = { record, hash, eventTitle: titleOf(snapshot), timeZone, baseUrl };
  return {
    record: companion.mail,
    compose: (kind) => (kind === "notification" ? termsMail(about, adminAddress) : null),
  };
}
