import type { EntryRef } from "./entry.ts";
import type { MailRecord } from "./mail-state.ts";

/** Stores mail states, separately from the ledger: logging a payment does not need it. */
export interface MailStateStore {
  /** Lists the entries and records with due mails, longest waiting first, from an index that may lag slightly behind. */
  listDue(due: { now: Date; limit: number }): Promise<EntryRef[]>;
  /** Replaces a mail record. Returns false if its version has changed. */
  replaceMail(ref: EntryRef, change: { version: number; mail: MailRecord }): Promise<boolean>;
}
