import { COMPANION_PREFIX, TERMS_STATE_PREFIX } from "../ledger/dynamo/keys.ts";
import { currencyOf, toLedgerLine } from "../ledger/ledger-lines.ts";
import type { EventSnapshot, LedgerStore } from "../ledger/ledger-store.ts";
import type { MailKind, MailRecord } from "../ledger/mail-state.ts";
import type { ItemKey } from "../table/attributes.ts";
import type { Mail } from "./mailer.ts";
import { notificationMail, receiptMail } from "./payment-mails.ts";
import { termsMail } from "./terms-mail.ts";

/** What an item's mails are about. */
export interface MailSubject {
  record: MailRecord;
  /** Writes one of its mails; null when there is nobody to send it to. */
  compose(kind: MailKind): Mail | null;
}

/** What reading and writing mails needs. */
export interface MailContext {
  store: LedgerStore;
  /** Whom notifications go to. */
  adminAddress: string;
  operatorCurrency: string;
  timeZone: string;
  baseUrl: string;
}

/** Whether items with this sort key carry a mail record. */
export function isMailedItem(sk: string): boolean {
  return sk.startsWith(COMPANION_PREFIX) || sk.startsWith(TERMS_STATE_PREFIX);
}

/** Reads what an item's mails are about; null when the item carries none, or is gone. */
export function readMailSubject(context: MailContext, { pk, sk }: ItemKey): Promise<MailSubject | null> {
  if (sk.startsWith(COMPANION_PREFIX))
    return readEntry(context, { eventId: pk, suffix: sk.slice(COMPANION_PREFIX.length) });
  return readTerms(context, { eventId: pk, setAt: sk.slice(TERMS_STATE_PREFIX.length) });
}

const titleOf = (snapshot: EventSnapshot) => snapshot.facts?.title ?? null;

async function readEntry(
  context: MailContext,
  ref: { eventId: string; suffix: string },
): Promise<MailSubject | null> {
  const [[stored], [snapshot]] = await Promise.all([
    context.store.readLines([ref]),
    context.store.readEvents([ref.eventId]),
  ]);
  if (!stored?.companion || !snapshot) return null;
  const { timeZone, baseUrl, adminAddress } = context;
  const { mail: record, patronEmail } = stored.companion;
  const { entry } = toLedgerLine(stored, {
    currency: currencyOf(snapshot, context.operatorCurrency),
    timeZone,
  });
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

async function readTerms(
  context: MailContext,
  at: { eventId: string; setAt: string },
): Promise<MailSubject | null> {
  const [found, [snapshot]] = await Promise.all([
    context.store.readTermsChange(at),
    context.store.readEvents([at.eventId]),
  ]);
  if (!found || !snapshot) return null;
  const { timeZone, baseUrl, adminAddress } = context;
  const about = { change: found.change, eventTitle: titleOf(snapshot), timeZone, baseUrl };
  return {
    record: found.mail,
    compose: (kind) => (kind === "notification" ? termsMail(about, adminAddress) : null),
  };
}
