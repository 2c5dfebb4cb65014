import type { LedgerCommit } from "../commits.ts";
import type { IdempotencyRecord } from "../idempotency.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import type { SealEntry, SealRecord, StoredLine } from "../stored-line.ts";

/** How long a payment of the same patron and amount is taken for a possible duplicate. */
export const WARNING_MILLISECONDS = 48 * 3_600_000;

/** The caller who writes. */
export interface Recorder {
  /** The authenticated identity: `admin` or an API key's id. */
  principal: string;
  /** The name of the person or key. */
  name: string | null;
}

/** What a write needs to read, and the record by which a repeated call is recognized. */
export interface WriteIntent extends Omit<WriteRequest, "recentFrom"> {
  record: Omit<IdempotencyRecord, "paymentId">;
}

/** A picture with the entries that it refers to. */
export interface FullPicture extends WritePicture {
  /** The payment that was refunded, if the target is a refund. */
  refunded: StoredLine | null;
}

/** What a decision needs besides the picture. */
export interface DecisionContext {
  operatorCurrency: string;
  timeZone: string;
  seal: SealEntry;
  sealRecord: SealRecord;
}

/** What to write, or why nothing is written. */
export type Decision<Refusal> = { commit: LedgerCommit } | { refusal: Refusal };

/** Decides on the state of the ledger. Pure; called again for every attempt. */
export type Decide<Refusal> = (picture: FullPicture, at: Try) => Decision<Refusal>;

/** One attempt of a write. */
export interface Try {
  now: Date;
  intent: WriteIntent;
}
