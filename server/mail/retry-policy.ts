import type { RetryPolicy } from "../ledger/mail-state.ts";

/** Half a minute after the first failure, doubling up to one hour, for three days: Gmail may reject mails for more than a day. */
export const RETRY_POLICY: RetryPolicy = {
  firstPauseSeconds: 30,
  maxPauseSeconds: 3600,
  giveUpAfterSeconds: 3 * 24 * 3600,
  claimSeconds: 120,
};
