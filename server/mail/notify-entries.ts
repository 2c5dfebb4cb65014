import { fromMailItem } from "../ledger/dynamo/companion-item.ts";
import { isOurs } from "../ledger/dynamo/entry-item.ts";
import { ENTRY_PREFIX } from "../ledger/dynamo/keys.ts";
import type { EntryRef } from "../ledger/entry.ts";
import { isDue } from "../ledger/mail-state.ts";
import { createLimiter, type Limiter } from "../limiter.ts";
import { describeError } from "../logger.ts";
import { type Item, type ItemKey, readMap } from "../table/attributes.ts";
import { type DeliveryContext, deliverMails, sweepPendingMails } from "./deliver-mails.ts";
import { isMailedItem } from "./mail-subjects.ts";

/** One record of the table's stream, as far as it is looked at. */
export interface StreamRecord {
  dynamodb?: { SequenceNumber?: string; NewImage?: unknown };
}

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
      limit(async () => (hasTime() ? handleRecord(context, record) : numberOf(record))),
    ),
  );
  const failed = results.filter((sequenceNumber) => sequenceNumber !== null);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

const numberOf = ({ dynamodb }: StreamRecord) => dynamodb?.SequenceNumber ?? "";

async function handleRecord(context: DeliveryContext, record: StreamRecord): Promise<string | null> {
  const key = dueItem(record, context.clock.now());
  const oldRow = context.adoptLateRow && oldRowIn(record);
  try {
    if (key) await deliverMails(context, key);
    if (oldRow) await context.adoptLateRow?.(oldRow);
    return null;
  } catch (error) {
    const facts = describeError(error);
    context.logger.error("A stream record could not be handled; it will be delivered again.", facts);
    return numberOf(record);
  }
}

/** The item that a record shows, when it has a mail that is due. */
function dueItem({ dynamodb }: StreamRecord, now: Date): ItemKey | null {
  const image = dynamodb?.NewImage as Item | undefined;
  const [pk, sk] = [image?.pk?.S, image?.sk?.S];
  if (!image || !pk || !sk || !isMailedItem(sk)) return null;
  return isDue(fromMailItem(readMap(image, "mail")), now) ? { pk, sk } : null;
}

/** Where the row stands that an older handler wrote, when a record shows one. */
function oldRowIn({ dynamodb }: StreamRecord): EntryRef | null {
  const image = dynamodb?.NewImage as Item | undefined;
  const [pk, sk] = [image?.pk?.S, image?.sk?.S];
  if (!image || !pk || !sk?.startsWith(ENTRY_PREFIX) || isOurs(image)) return null;
  return { eventId: pk, suffix: sk.slice(ENTRY_PREFIX.length) };
}
