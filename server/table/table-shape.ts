/**
 * Our global indexes: their names and key attributes. Entries have none of these attributes, so legacy rows need no change.
 * No item has the key of `todo` yet: an index cannot be added to a large table cheaply, and an empty one costs nothing.
 */
export const INDEXES = {
  received: { name: "received", pk: "received_year", sk: "received_key" },
  entered: { name: "entered", pk: "entered_year", sk: "entered_key" },
  mail: { name: "mail", pk: "mail_queue", sk: "mail_next_attempt" },
  ledgers: { name: "ledgers", pk: "ledger_list", sk: "ledger_event" },
  todo: { name: "todo", pk: "todo_list", sk: "todo_key" },
} as const;

/** The one partition of the index of pending mails. */
export const MAIL_QUEUE = "PENDING";

/** The one partition of the index of ledgers. */
export const LEDGER_LIST = "LEDGERS";

/** The partition of API keys in the index of ledgers. A separate index would cost every table one more. */
export const KEY_LIST = "APIKEYS";

/** Prefix of the sort keys of entries, including legacy rows. */
export const ENTRY_PREFIX = "PAYMENT#";

/** Prefix of the sort keys of records. */
export const RECORD_PREFIX = "RECORD#";

/** Prefix of the sort keys of companions, of entries and records alike. */
export const COMPANION_PREFIX = "STATE#";

/** Prefix of the sort keys of references in use. */
export const REFERENCE_PREFIX = "REF#";

/**
 * Attributes of companions that are projected into the indexes over all events, so that lists are filtered there. A
 * projection cannot be changed: `place` and `listed` are for what lists will need later.
 */
const LISTED_ATTRIBUTES = [
  ...[
    "kind",
    "sequence",
    "number",
    "received_on",
    "logged_at",
    "entered_at",
    "method",
    "minor_units",
    "parts",
  ],
  ...["purposes", "currency", "status", "refunded", "adopted", "principal", "recorded_by", "patron_folded"],
  ...["reference_folded", "external_id", "fold", "place", "listed"],
] as const;

const CARRIED: Partial<Record<string, readonly string[]>> = {
  [INDEXES.received.name]: LISTED_ATTRIBUTES,
  [INDEXES.entered.name]: LISTED_ATTRIBUTES,
  [INDEXES.todo.name]: ["todo_facts"],
};

/** A global index as the table must have it. All its keys are strings. */
export interface IndexShape {
  name: string;
  partitionKey: string;
  sortKey: string;
  /** Attributes projected into the index besides the keys; empty if it only points to items. */
  carries: readonly string[];
}

/** The required shape of the table, whether it was created by the local server, the deployment, or the dispatch tool. */
export const TABLE_SHAPE = {
  partitionKey: "pk",
  sortKey: "sk",
  /** The required stream view. A stream with old images as well is also accepted. */
  streamView: "NEW_IMAGE",
  acceptedStreamViews: ["NEW_IMAGE", "NEW_AND_OLD_IMAGES"],
  indexes: Object.values(INDEXES).map(
    ({ name, pk, sk }): IndexShape => ({
      name,
      partitionKey: pk,
      sortKey: sk,
      carries: CARRIED[name] ?? [],
    }),
  ),
} as const;
