import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { EntryRef } from "../ledger/entry.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import {
  claimMails,
  dueMails,
  type MailKind,
  type MailOutcome,
  type MailRecord,
  type RetryPolicy,
  settleMails,
} from "../ledger/mail-state.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { ReadStreamRecord } from "../ledger/stream.ts";
import type { Limiter } from "../limiter.ts";
import type { Logger } from "../logger.ts";
import { type MailSubject, readMailSubject } from "./mail-subjects.ts";
import type { Mailer } from "./mailer.ts";

/** What is needed to deliver mails. */
export interface DeliveryContext {
  store: LedgerStore;
  mailStates: MailStateStore;
  readStreamRecord: ReadStreamRecord;
  /** Adopts a row that a legacy handler has just written; null if there is no such handler. */
  adoptLateRow: ((ref: EntryRef) => Promise<void>) | null;
  /** Null if no mailbox is configured: mails are then marked as off. */
  mailer: Mailer | null;
  /** The recipient of notifications. */
  adminAddress: string;
  clock: Clock;
  policy: RetryPolicy;
  operatorCurrency: string;
  timeZone: string;
  baseUrl: string;
  logger: Logger;
}

const MAX_ERROR_CHARACTERS = 300;
const SETTLE_TRIES = 5;

/**
 * Sends the mails that are due: claims, sends and marks them. Harmless to repeat and safe to run concurrently. A rejection
 * by the mail server is a result, stored with the mail; only an unavailable store throws.
 */
export async function deliverMails(context: DeliveryContext, mailed: EntryRef): Promise<void> {
  const subject = await readMailSubject(context, mailed);
  if (!subject) return;
  const now = context.clock.now();
  const worker = randomUUID();
  const claimed = claimMails(subject.record, { worker, now, policy: context.policy });
  if (!claimed) return;
  const { version } = subject.record;
  if (!(await context.mailStates.replaceMail(mailed, { version, mail: claimed }))) return;
  const kinds = dueMails(subject.record, now);
  const outcomes = await Promise.all(kinds.map((kind) => tryMail(context, subject, kind)));
  await settle(context, { mailed, worker, claimed, outcomes });
}

async function tryMail(context: DeliveryContext, subject: MailSubject, kind: MailKind): Promise<MailOutcome> {
  if (!context.mailer) return { kind, result: "off", reason: "No mailbox is configured." };
  const mail = subject.compose(kind);
  if (!mail) return { kind, result: "off", reason: "The patron's address is no longer stored." };
  try {
    await context.mailer.send(mail);
    return { kind, result: "sent" };
  } catch (error) {
    return { kind, result: "refused", error: describe(error) };
  }
}

const describe = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replace(/\s+/g, " ")
    .slice(0, MAX_ERROR_CHARACTERS);

/** Marks the mails that were tried. If a mail was queued again in the meantime, the result is applied to that record. */
async function settle(
  context: DeliveryContext,
  done: { mailed: EntryRef; worker: string; claimed: MailRecord; outcomes: MailOutcome[] },
): Promise<void> {
  let current: MailRecord | undefined = done.claimed;
  for (let tries = 0; current && tries < SETTLE_TRIES; tries += 1) {
    const tried = { outcomes: done.outcomes, now: context.clock.now(), policy: context.policy };
    const mail = settleMails(current, tried);
    if (await context.mailStates.replaceMail(done.mailed, { version: current.version, mail }))
      return logFailedMails(context, { ...done, mail });
    current = (await readMailSubject(context, done.mailed))?.record;
    if (current?.claim?.by !== done.worker) return;
  }
}

/** Logs mails that were rejected for three days and are not retried. The log contains neither address nor server response. */
function logFailedMails(
  { logger }: DeliveryContext,
  { mailed, mail, outcomes }: { mailed: EntryRef; mail: MailRecord; outcomes: MailOutcome[] },
): void {
  for (const { kind } of outcomes) {
    if (mail[kind]?.status === "FAILED")
      logger.error("A mail was given up.", { eventId: mailed.eventId, kind });
  }
}

const SWEEP_PAGE = 25;

/**
 * Delivers every mail that is still due, as long as there is time: the stream keeps records for one day, but a mail server
 * may reject mails for longer. The rest is due again at the next sweep.
 */
export async function sweepPendingMails(
  context: DeliveryContext,
  { limit, hasTime }: { limit: Limiter; hasTime: () => boolean },
): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const due = await context.mailStates.listDue({ now: context.clock.now(), limit: SWEEP_PAGE });
    const fresh = due.filter((mailed) => !seen.has(JSON.stringify(mailed)));
    if (fresh.length === 0 || !hasTime()) return;
    for (const mailed of fresh) seen.add(JSON.stringify(mailed));
    await Promise.all(fresh.map((mailed) => limit(async () => hasTime() && deliverMails(context, mailed))));
  }
}
