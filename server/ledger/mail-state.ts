/** The recipient of a mail about an entry: the admin (notification) or the patron (receipt). */
const MAIL_KINDS = ["notification", "receipt"] as const;

/** The recipient of a mail. */
export type MailKind = (typeof MAIL_KINDS)[number];

/** Delivery status of a mail. */
export type MailStatus = "PENDING" | "SENT" | "FAILED" | "OFF";

/** Delivery state of a mail. */
export interface MailState {
  status: MailStatus;
  attempts: number;
  /** When to try next; set while the mail is pending. */
  nextAttemptAt: string | null;
  /** When the first attempt was due; after three days the mail fails. */
  pendingSince: string | null;
  sentAt: string | null;
  lastError: string | null;
  /** How often it was queued again by a person. */
  resends: number;
}

/** All mails about one entry, and the worker that is sending them. Every change raises the version. */
export interface MailRecord {
  version: number;
  notification: MailState;
  receipt: MailState | null;
  claim: { by: string; until: string } | null;
}

/** The spacing of attempts: the pause doubles from the first up to the longest. After `giveUpAfterSeconds` the mail fails. */
export interface RetryPolicy {
  firstPauseSeconds: number;
  maxPauseSeconds: number;
  giveUpAfterSeconds: number;
  claimSeconds: number;
}

/** Result of one attempt to send a mail. */
export type MailOutcome =
  | { kind: MailKind; result: "sent" }
  | { kind: MailKind; result: "refused"; error: string }
  | { kind: MailKind; result: "off"; reason: string };

/** Whether the mail server accepts our credentials; off if no mailbox is configured. */
export type MailCheck = { result: "accepted" } | { result: "refused"; reason: string } | { result: "off" };

const plusSeconds = (instant: Date, seconds: number): string =>
  new Date(instant.getTime() + seconds * 1000).toISOString();

/** A mail to be sent immediately. */
export function pendingMail(at: string): MailState {
  return {
    status: "PENDING",
    attempts: 0,
    nextAttemptAt: at,
    pendingSince: at,
    sentAt: null,
    lastError: null,
    resends: 0,
  };
}

/** A mail that will not be sent, with the reason. */
export function mailOff(reason: string): MailState {
  return {
    status: "OFF",
    attempts: 0,
    nextAttemptAt: null,
    pendingSince: null,
    sentAt: null,
    lastError: reason,
    resends: 0,
  };
}

/** The mail record of a new entry. */
export function newMailRecord(mails: { notification: MailState; receipt: MailState | null }): MailRecord {
  return { version: 1, ...mails, claim: null };
}

/** When the record is due next: at the next attempt of a pending mail, or at the end of a claim. Null if all mails are settled. */
export function nextDueAt(record: MailRecord): string | null {
  const tries = MAIL_KINDS.map((kind) => record[kind]?.nextAttemptAt).filter((at) => at != null);
  const next = tries.sort()[0];
  if (next === undefined) return null;
  return record.claim && record.claim.until > next ? record.claim.until : next;
}

/** Whether a mail is due and not claimed by another worker. */
export function isDue(record: MailRecord, now: Date): boolean {
  const isClaimed = record.claim !== null && record.claim.until > now.toISOString();
  return !isClaimed && dueMails(record, now).length > 0;
}

/** The mails that are due. The first attempt ignores the clock, because the writer's clock may be ahead. */
export function dueMails(record: MailRecord, now: Date): MailKind[] {
  return MAIL_KINDS.filter((kind) => {
    const state = record[kind];
    if (!state || state.nextAttemptAt === null) return false;
    return state.attempts === 0 || state.nextAttemptAt <= now.toISOString();
  });
}

/** The record claimed by this worker, or null if it is not due. An expired claim is taken over. */
export function claimMails(
  record: MailRecord,
  by: { worker: string; now: Date; policy: RetryPolicy },
): MailRecord | null {
  if (!isDue(record, by.now)) return null;
  const until = plusSeconds(by.now, by.policy.claimSeconds);
  return { ...record, version: record.version + 1, claim: { by: by.worker, until } };
}

/** The record after an attempt to send some of its mails. The claim ends. */
export function settleMails(
  record: MailRecord,
  tried: { outcomes: readonly MailOutcome[]; now: Date; policy: RetryPolicy },
): MailRecord {
  const settled: MailRecord = { ...record, version: record.version + 1, claim: null };
  for (const outcome of tried.outcomes) {
    const state = settled[outcome.kind];
    if (state) settled[outcome.kind] = afterTry(state, outcome, tried);
  }
  return settled;
}

function afterTry(state: MailState, outcome: MailOutcome, at: { now: Date; policy: RetryPolicy }): MailState {
  if (outcome.result === "off")
    return { ...mailOff(outcome.reason), attempts: state.attempts, resends: state.resends };
  const attempts = state.attempts + 1;
  const done = { ...state, attempts, nextAttemptAt: null, pendingSince: null };
  if (outcome.result === "sent")
    return { ...done, status: "SENT", sentAt: at.now.toISOString(), lastError: null };
  const since = new Date(state.pendingSince ?? at.now);
  const giveUpAt = plusSeconds(since, at.policy.giveUpAfterSeconds);
  const pause = Math.min(at.policy.firstPauseSeconds * 2 ** state.attempts, at.policy.maxPauseSeconds);
  const nextAttemptAt = plusSeconds(at.now, pause);
  if (nextAttemptAt > giveUpAt) return { ...done, status: "FAILED", lastError: outcome.error };
  return { ...state, attempts, nextAttemptAt, lastError: outcome.error };
}

/** The record with one of its mails queued again by a person. */
export function queueMail(record: MailRecord, kind: MailKind, at: string): MailRecord {
  const resends = (record[kind]?.resends ?? 0) + 1;
  return { ...record, version: record.version + 1, [kind]: { ...pendingMail(at), resends } };
}
