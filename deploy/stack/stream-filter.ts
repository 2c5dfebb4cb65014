import { COMPANION_PREFIX, ENTRY_PREFIX, INDEXES, MAIL_QUEUE } from "../../server/table/table-shape.ts";

/** A rule of Lambda event filtering, in its JSON format. */
export type FilterPattern = { [field: string]: FilterPattern | readonly FilterRule[] };

/** A required value, or a condition for the value. */
export type FilterRule = string | number | null | { prefix: string } | { exists: boolean };

const WRITES = ["INSERT", "MODIFY"];

/**
 * The stream records that invoke the consumer: items with a pending mail, which have the key of the pending-mail index, and,
 * while a legacy handler still writes, all entries. Marking a mail as sent does not invoke it.
 */
export function streamFilters({ legacyWriter }: { legacyWriter: boolean }): FilterPattern[] {
  const mails = {
    eventName: WRITES,
    dynamodb: {
      Keys: { sk: { S: [{ prefix: COMPANION_PREFIX }] } },
      NewImage: { [INDEXES.mail.pk]: { S: [MAIL_QUEUE] } },
    },
  };
  const legacyRows = { eventName: WRITES, dynamodb: { Keys: { sk: { S: [{ prefix: ENTRY_PREFIX }] } } } };
  return legacyWriter ? [mails, legacyRows] : [mails];
}
