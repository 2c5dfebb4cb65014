import { isDue } from "../ledger/mail-state.ts";
import type { StreamRecord } from "../ledger/stream.ts";
import { createLimiter, type Limiter } from "../limiter.ts";
import { describeError } from "../logger.ts";
import { type DeliveryContext, deliverMails, sweepPendingMails } from "./deliver-mails.ts";

/** The records that must be delivered again, by sequence number. */
export interface BatchResult {
  batchItemFailures: { itemIdentifier: string }[];
}

const CONCURRENT_DELIVERIES = 3;

/** The longest time of a delivery, if the mail server is slow at every step. With less time left, none is started. */
const MAX_DELIVERY_MILLISECONDS = 45_000;

/** The input of the consumer: a batch of stream records, or a tick of the schedule. */
export type NotifyEvent = { Records: readonly StreamRecord[] } | { time: string };

/** What the consumer uses of its host, which ends it after some time. */
export interface NotifyHost {
  getRemainingTimeInMillis(): number;
}

/**
 * The consumer of the stream, which serves as the outbox. A record triggers mail if it shows a companion with a due mail:
 * of a new entry, or one that was queued again. Our own marks are not due, so they trigger nothing. A tick of the schedule
 * sweeps up pending mails. Records that failed, or for which no time was left, are reported; the others are done.
 */
export function createNotify(
  context: DeliveryContext,
): (event: NotifyEvent, host?: NotifyHost) => Promise<BatchResult> {
  // A claim must not expire while its mail waits for a connection, so no more mails are claimed than can be sent.
  const limit = createLimiter(CONCURRENT_DELIVERIES);
  return async (event, host) => {
    const hasTime = () => (host?.getRemainingTimeInMillis() ?? Infinity) > MAX_DELIVERY_MILLISECONDS;
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
    if (mailed && isDue(mailed.mail, context.clock.now())) await deliverMails(context, mailed.ref);
    if (legacyRow) await context.adoptLateRow?.(legacyRow);
    return null;
  } catch (error) {
    const facts = describeError(error);
    context.logger.error("A stream record could not be processed; it will be delivered again.", facts);
    return sequenceNumber;
  }
}
