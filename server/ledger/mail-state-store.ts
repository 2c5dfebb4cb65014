import type { EntryRef } from "./entry.ts";
import type { MailRecord } from "./mail-state.ts";

/** What mails are about: an entry, or a change of terms. */
export type Mailed = { about: "entry"; ref: EntryRef } | { about: "terms"; eventId: string; setAt: string };

/** The event that a mail is about. */
export const eventIdOf = (mailed: Mailed) => (mailed.about === "entry" ? mailed.ref.eventId : mailed.eventId);

/** Where the state of the mails is kept, apart from the ledger: logging a payment needs none of it. */
export interface MailStateStore {
  /** What has a mail that wants attention by now, longest waiting first. Found by an index, so it may lag a little. */
  listDue(due: { now: Date; limit: number }): Promise<Mailed[]>;
  /** Replaces a mail record, or answers false when its version is no longer the one given. */
  replaceMail(mailed: Mailed, change: { version: number; mail: MailRecord }): Promise<boolean>;
}
