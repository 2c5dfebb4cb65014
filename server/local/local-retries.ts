import type { RetryPolicy } from "../ledger/mail-state.ts";

/** Locally a person watches, so tries follow each other quickly. */
export const LOCAL_RETRIES: RetryPolicy = {
  firstPauseSeconds: 1,
  longestPauseSeconds: 30,
  giveUpAfterSeconds: 3 * 24 * 3600,
  claimSeconds: 20,
};
