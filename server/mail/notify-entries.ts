import { isDue } from "../ledger/mail-state.ts";
import type { StreamRecord } from "../ledger/stream.ts";
import { createLimiter, type Limiter } from "../limiter.ts";
import { describeError } from "../logger.ts";
import { type DeliveryContext, deliverMails, sweepPendingMails } from "./deliver-mails.ts";

/** The records that have to be delivered again, by sequence number. */
export interface BatchResult {
  batchItemFailures: { itemIdentifier: string }[];
}

const DELIVERIES_AT_ONCE = 3;

/** What a delivery takes at worst: a mail server that lets us wait at every step. Whoever has less time begins none. */
const LONGEST_DELIVERY_MILLISECONDS = 45_000;

/** What the consumer is called with: a batch of stream records, or the schedule's tick. */
export type NotifyEvent = { Records: readonly StreamRecord[] } | { time: string };

/** What a host that ends the consumer after a time tells it. */
export interface NotifyHost {
  getRemainingTimeInMillis(): number;
}

/**
 * The consumer of the stream, which is the outbox. A record asks for mail when it shows a companion with a mail that
 * is due: a new entry, or one whose mail was asked for again. Marks that we set ourselves are not due, so nothing goes
 * in circles. A tick of the schedule sweeps up what is still pending. What failed, or what no time was left for, is
 * reported, the rest is done.
 */
export function createNotify(
  context: DeliveryContext,
): (event: NotifyEvent, host?: NotifyHost) => Promise<BatchResult> {
  // A claim must not run out while its mail waits for a connection: so no more are claimed than can be sent.
  const limit = createLimiter(DELIVERIES_AT_ONCE);
  return async (event, host) => {
    const hasTime = () => (host?.getRemainingTimeInMillis() ?? Infinity) > LONGEST_DELIVERY_MILLISECONDS;
    if ("Records" in event) return handleBatch(context, event.Records, { hasTime, limit });
    await sweepPendingMails(context, { limit, hasTime });
    return { batchItemFailures: [] };
  };
}

async function handleBatch(
  context: DeliveryContext,
  records: readonly StreamRecord[],
  { hasTime, limit }: { hasTime: () => boolean; limit: Limiter },
) {
  const results = await Promise.all(
    records.map((record) =>
      limit(async () => (hasTime() ? handleRecord(context, record) : numberOf(context, record))),
    ),
  );
  const failed = results.filter((sequenceNumber) => sequenceNumber !== null);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

const numberOf = (context: DeliveryContext, record: StreamRecord) =>
  context.readStreamRecord(record).sequenceNumber;

async function handleRecord(context: DeliveryContext, record: StreamRecord): Promise<string | null> {
  const { sequenceNumber, mailed, legacyRow } = context.readStreamRecord(record);
  try {
    if (mailed && isDue(mailed.mail, context.clock.now())) await deliverMails(context, mailed.what);
    if (legacyRow) await context.adoptLateRow?.(legacyRow);
    return null;
  } catch (error) {
    const facts = describeError(error);
    context.logger.error("A stream record could not be handled; it will be delivered again.", facts);
    return sequenceNumber;
  }
}
