import {
  COMPANION_PREFIX,
  ENTRY_PREFIX,
  INDEXES,
  MAIL_QUEUE,
  TERMS_STATE_PREFIX,
} from "../../server/table/table-shape.ts";

/** A rule of Lambda's event filtering, as it stands in JSON. */
export type FilterPattern = { [field: string]: FilterPattern | readonly FilterRule[] };

/** What a value must be: itself, or something that is said about it. */
export type FilterRule = string | number | null | { prefix: string } | { exists: boolean };

const WRITES = ["INSERT", "MODIFY"];

/**
 * Which records of the stream wake the consumer: those of items that have a mail pending, which stand in the index of
 * pending mails, and while an older handler still writes, all entries. What the consumer marks as sent wakes nobody.
 */
export function streamFilters({ legacyWriter }: { legacyWriter: boolean }): FilterPattern[] {
  const mails = {
    eventName: WRITES,
    dynamodb: {
      Keys: { sk: { S: [{ prefix: COMPANION_PREFIX }, { prefix: TERMS_STATE_PREFIX }] } },
      NewImage: { [INDEXES.mail.pk]: { S: [MAIL_QUEUE] } },
    },
  };
  const oldRows = { eventName: WRITES, dynamodb: { Keys: { sk: { S: [{ prefix: ENTRY_PREFIX }] } } } };
  return legacyWriter ? [mails, oldRows] : [mails];
}
