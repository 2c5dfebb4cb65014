import type { RetryPolicy } from "../../ledger/mail-state.ts";

/** Short pauses, because locally a person is watching. */
export const LOCAL_RETRIES: RetryPolicy = {
  firstPauseSeconds: 1,
  maxPauseSeconds: 30,
  giveUpAfterSeconds: 3 * 24 * 3600,
  claimSeconds: 20,
};
