/** Whom a mail about an entry goes to: the admin (notification) or the patron (receipt). */
const MAIL_KINDS = ["notification", "receipt"] as const;

/** Whom a mail goes to. */
export type MailKind = (typeof MAIL_KINDS)[number];

/** What has become of a mail. */
export type MailStatus = "PENDING" | "SENT" | "FAILED" | "OFF";

/** The state of one mail. */
export interface MailState {
  status: MailStatus;
  attempts: number;
  /** When to try next; set while it is pending. */
  nextAttemptAt: string | null;
  /** When trying began; after three days it is given up. */
  pendingSince: string | null;
  sentAt: string | null;
  lastError: string | null;
  /** How often it was asked for again by hand. */
  resends: number;
}

/** All mails about one entry, and who is sending them just now. The version rises with every change. */
export interface MailRecord {
  version: number;
  notification: MailState;
  receipt: MailState | null;
  claim: { by: string; until: string } | null;
}

/** How tries are spaced: the first pause doubles up to the longest, and after `giveUpAfterSeconds` it is over. */
export interface RetryPolicy {
  firstPauseSeconds: number;
  longestPauseSeconds: number;
  giveUpAfterSeconds: number;
  claimSeconds: number;
}

/** What came of one try to send a mail. */
export type MailOutcome =
  | { kind: MailKind; result: "sent" }
  | { kind: MailKind; result: "refused"; error: string }
  | { kind: MailKind; result: "off"; reason: string };

/** Whether the mailbox from which mails leave lets us in; off when there is none. */
export type MailCheck = { result: "accepted" } | { result: "refused"; reason: string } | { result: "off" };

const plusSeconds = (instant: Date, seconds: number): string =>
  new Date(instant.getTime() + seconds * 1000).toISOString();

/** A mail that is to be sent at once. */
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

/** A mail that will not be sent, and why. */
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

/** The mails of an entry when it is written. */
export function newMailRecord(mails: { notification: MailState; receipt: MailState | null }): MailRecord {
  return { version: 1, ...mails, claim: null };
}

/** When this record wants attention: the next try of a pending mail, or the end of a claim. Null when all is settled. */
export function wantsAttentionAt(record: MailRecord): string | null {
  const tries = MAIL_KINDS.map((kind) => record[kind]?.nextAttemptAt).filter((at) => at != null);
  const next = tries.sort()[0];
  if (next === undefined) return null;
  return record.claim && record.claim.until > next ? record.claim.until : next;
}

/** Whether a mail is to be tried now and nobody else is at it. */
export function isDue(record: MailRecord, now: Date): boolean {
  const isClaimed = record.claim !== null && record.claim.until > now.toISOString();
  return !isClaimed && dueMails(record, now).length > 0;
}

/** The mails that are to be tried now. A first try waits for no clock: that of the writer may be ahead of ours. */
export function dueMails(record: MailRecord, now: Date): MailKind[] {
  return MAIL_KINDS.filter((kind) => {
    const state = record[kind];
    if (!state || state.nextAttemptAt === null) return false;
    return state.attempts === 0 || state.nextAttemptAt <= now.toISOString();
  });
}

/** The record with a claim of this worker, or null when it is not due. An expired claim is taken over. */
export function claimMails(
  record: MailRecord,
  by: { worker: string; now: Date; policy: RetryPolicy },
): MailRecord | null {
  if (!isDue(record, by.now)) return null;
  const until = plusSeconds(by.now, by.policy.claimSeconds);
  return { ...record, version: record.version + 1, claim: { by: by.worker, until } };
}

/** The record after one try of some of its mails; the claim ends. */
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
  const pause = Math.min(at.policy.firstPauseSeconds * 2 ** state.attempts, at.policy.longestPauseSeconds);
  const nextAttemptAt = plusSeconds(at.now, pause);
  if (nextAttemptAt > giveUpAt) return { ...done, status: "FAILED", lastError: outcome.error };
  return { ...state, attempts, nextAttemptAt, lastError: outcome.error };
}

/** The record with one of its mails asked for again by hand. */
export function queueMail(record: MailRecord, kind: MailKind, at: string): MailRecord {
  const resends = (record[kind]?.resends ?? 0) + 1;
  return { ...record, version: record.version + 1, [kind]: { ...pendingMail(at), resends } };
}
