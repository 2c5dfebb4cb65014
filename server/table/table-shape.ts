/** Our global indexes: their names and key attributes. Entries carry none of these, so that old rows need no edit. */
export const INDEXES = {
  received: { name: "received", pk: "received_year", sk: "received_key" },
  logged: { name: "logged", pk: "logged_year", sk: "logged_key" },
  mail: { name: "mail", pk: "mail_queue", sk: "mail_next_attempt" },
  ledgers: { name: "ledgers", pk: "ledger_list", sk: "ledger_event" },
} as const;

/** The one partition of the index of pending mails. */
export const MAIL_QUEUE = "PENDING";

/** The one partition of the index of ledgers. */
export const LEDGER_LIST = "LEDGERS";

/** Another partition of the index of ledgers: API keys. An index of their own would cost every table one more. */
export const KEY_LIST = "APIKEYS";

/** Prefix of the sort keys of entries, old rows included. */
export const ENTRY_PREFIX = "PAYMENT#";

/** Prefix of the sort keys of companions. */
export const COMPANION_PREFIX = "STATE#";

/** Prefix of the sort keys of what happened to a change of terms since: its mail. */
export const TERMS_STATE_PREFIX = "TERMSTATE#";

/** Attributes of companions that the indexes over all events carry along, so that lists are filtered there. */
const LISTED_ATTRIBUTES = [
  "kind",
  "sequence",
  "received_on",
  "logged_at",
  "method",
  "patron_folded",
  "minor_units",
  "currency",
  "status",
] as const;

/** A global index as the table must have it. All its keys are strings. */
export interface IndexShape {
  name: string;
  partitionKey: string;
  sortKey: string;
  /** Attributes that the index carries beside the keys; none where it only leads to items. */
  carries: readonly string[];
}

const carriesList = (name: string) => name === INDEXES.received.name || name === INDEXES.logged.name;

/** The table as it must be, whoever made it: the local server, the deployment, or a dispatch tool long ago. */
export const TABLE_SHAPE = {
  partitionKey: "pk",
  sortKey: "sk",
  /** What a stream must show; with old images beside them it does as well. */
  streamView: "NEW_IMAGE",
  streamViewsThatDo: ["NEW_IMAGE", "NEW_AND_OLD_IMAGES"],
  indexes: Object.values(INDEXES).map(
    ({ name, pk, sk }): IndexShape => ({
      name,
      partitionKey: pk,
      sortKey: sk,
      carries: carriesList(name) ? LISTED_ATTRIBUTES : [],
    }),
  ),
} as const;
