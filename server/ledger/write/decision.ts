import type { LedgerCommit } from "../commits.ts";
import type { IdempotencyRecord } from "../idempotency.ts";
import type { WritePicture, WriteRequest } from "../ledger-store.ts";
import type { SealEntry, StoredLine } from "../stored-line.ts";

/** Who writes. */
export interface Recorder {
  /** Who was authenticated: `admin` or an API key's id. */
  principal: string;
  /** The name given beside the shared password. */
  name: string | null;
}

/** What a write says of itself, so that its repetition is known. */
export interface WriteIntent extends WriteRequest {
  record: Omit<IdempotencyRecord, "paymentId">;
}

/** The picture with what it points at. */
export interface FullPicture extends WritePicture {
  /** The payment that used the reference, and whether it is still active. */
  reference: { paymentId: string; isActive: boolean } | null;
  /** The payment that the target, a refund, gave money back of. */
  refunded: StoredLine | null;
}

/** What a decision needs beside the picture. */
export interface DecisionContext {
  operatorCurrency: string;
  timeZone: string;
  seal: SealEntry;
}

/** What to write, or why nothing. */
export type Decision<Refusal> = { commit: LedgerCommit } | { refusal: Refusal };

/** Looks at the ledger and decides. Pure; called again at every try. */
export type Decide<Refusal> = (picture: FullPicture, at: Try) => Decision<Refusal>;

/** One try of a write. */
export interface Try {
  now: Date;
  intent: WriteIntent;
}
