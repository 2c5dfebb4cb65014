import type { RetryPolicy } from "../ledger/mail-state.ts";

/** Half a minute after the first failure, doubling to an hour, for three days: Gmail may refuse for more than a day. */
export const RETRY_POLICY: RetryPolicy = {
  firstPauseSeconds: 30,
  longestPauseSeconds: 3600,
  giveUpAfterSeconds: 3 * 24 * 3600,
  claimSeconds: 120,
};
