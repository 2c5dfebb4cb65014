import type { EntryRef } from "./entry.ts";
import type { MailRecord } from "./mail-state.ts";

/** The subject of a mail: an entry or a change of terms. */
export type Mailed = { about: "entry"; ref: EntryRef } | { about: "terms"; eventId: string; setAt: string };

/** The event that a mail is about. */
export const eventIdOf = (mailed: Mailed) => (mailed.about === "entry" ? mailed.ref.eventId : mailed.eventId);

/** Stores mail states, separately from the ledger: logging a payment does not need it. */
export interface MailStateStore {
  /** Lists the subjects with due mails, longest waiting first, from an index that may lag slightly behind. */
  listDue(due: { now: Date; limit: number }): Promise<Mailed[]>;
  /** Replaces a mail record. Returns false if its version has changed. */
  replaceMail(mailed: Mailed, change: { version: number; mail: MailRecord }): Promise<boolean>;
}
