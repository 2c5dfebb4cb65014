import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { EntryRef } from "../ledger/entry.ts";
import { currencyOf, toLedgerLine } from "../ledger/ledger-lines.ts";
import type { EventSnapshot, LedgerStore, MailStateStore, StoredLine } from "../ledger/ledger-store.ts";
import {
  claimMails,
  dueMails,
  type MailKind,
  type MailOutcome,
  type MailRecord,
  type RetryPolicy,
  settleMails,
} from "../ledger/mail-state.ts";
import type { Mail, Mailer } from "./mailer.ts";
import { type MailSubject, notificationMail, receiptMail } from "./payment-mails.ts";

/** What delivering mails needs. */
export interface DeliveryContext {
  store: LedgerStore;
  mailStates: MailStateStore;
  /** Null when no mailbox is configured: mails are then marked as off. */
  mailer: Mailer | null;
  /** Whom notifications go to. */
  adminAddress: string;
  clock: Clock;
  policy: RetryPolicy;
  operatorCurrency: string;
  timeZone: string;
  baseUrl: string;
}

const MOST_ERROR_CHARACTERS = 300;
const SETTLE_TRIES = 5;

/**
 * Sends the mails of an entry that are due: claim, send, mark. Harmless to repeat and to run beside others. A mail
 * server's refusal is a result, kept on the entry; only a store that does not answer throws.
 */
export async function deliverMails(context: DeliveryContext, ref: EntryRef): Promise<void> {
  const [[stored], [snapshot]] = await Promise.all([
    context.store.readLines([ref]),
    context.store.readEvents([ref.eventId]),
  ]);
  if (!stored?.companion || !snapshot) return;
  const now = context.clock.now();
  const worker = randomUUID();
  const claimed = claimMails(stored.companion.mail, { worker, now, policy: context.policy });
  if (!claimed) return;
  const { version } = stored.companion.mail;
  if (!(await context.mailStates.replaceMail(ref, { version, mail: claimed }))) return;
  const kinds = dueMails(stored.companion.mail, now);
  const outcomes = await Promise.all(kinds.map((kind) => tryMail(context, { stored, snapshot, kind })));
  await settle(context, { ref, worker, claimed, outcomes });
}

async function tryMail(
  context: DeliveryContext,
  about: { stored: StoredLine; snapshot: EventSnapshot; kind: MailKind },
): Promise<MailOutcome> {
  const { kind } = about;
  if (!context.mailer) return { kind, result: "off", reason: "No mailbox is configured." };
  const mail = writeMail(context, about);
  if (!mail) return { kind, result: "off", reason: "The patron's address is no longer kept." };
  try {
    await context.mailer.send(mail);
    return { kind, result: "sent" };
  } catch (error) {
    return { kind, result: "refused", error: describe(error) };
  }
}

function writeMail(
  context: DeliveryContext,
  { stored, snapshot, kind }: { stored: StoredLine; snapshot: EventSnapshot; kind: MailKind },
): Mail | null {
  const { timeZone, baseUrl } = context;
  const reading = { currency: currencyOf(snapshot, context.operatorCurrency), timeZone };
  const { entry } = toLedgerLine(stored, reading);
  const event = { title: snapshot.facts?.title ?? null, startsAt: snapshot.facts?.startsAt ?? null };
  const subject: MailSubject = { entry, event, timeZone, baseUrl };
  if (kind === "notification") return notificationMail(subject, context.adminAddress);
  const to = stored.companion?.patronEmail;
  return to ? receiptMail(subject, to) : null;
}

const describe = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replace(/\s+/g, " ")
    .slice(0, MOST_ERROR_CHARACTERS);

/** Marks what was tried. Somebody may have asked for a mail meanwhile: then what was tried is put on top of that. */
async function settle(
  context: DeliveryContext,
  done: { ref: EntryRef; worker: string; claimed: MailRecord; outcomes: MailOutcome[] },
): Promise<void> {
  let current: MailRecord | undefined = done.claimed;
  for (let tries = 0; current && tries < SETTLE_TRIES; tries += 1) {
    const tried = { outcomes: done.outcomes, now: context.clock.now(), policy: context.policy };
    const mail = settleMails(current, tried);
    if (await context.mailStates.replaceMail(done.ref, { version: current.version, mail })) return;
    const [stored] = await context.store.readLines([done.ref]);
    current = stored?.companion?.mail;
    if (current?.claim?.by !== done.worker) return;
  }
}

const SWEEP_PAGE = 25;

/**
 * Takes up every mail that is still due: the stream forgets after a day, and a mail server may refuse for longer.
 * Answers how many entries it looked at. `isOver` lets the caller stop in time.
 */
export async function sweepPendingMails(
  context: DeliveryContext,
  isOver: () => boolean = () => false,
): Promise<number> {
  const seen = new Set<string>();
  for (;;) {
    const due = await context.mailStates.listDue({ now: context.clock.now(), limit: SWEEP_PAGE });
    const fresh = due.filter((ref) => !seen.has(JSON.stringify(ref)));
    if (fresh.length === 0 || isOver()) return seen.size;
    for (const ref of fresh) seen.add(JSON.stringify(ref));
    await Promise.all(fresh.map((ref) => deliverMails(context, ref)));
  }
}
