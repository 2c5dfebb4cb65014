/** Our global indexes: their names and key attributes. Entries have none of these attributes, so legacy rows need no change. */
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

/** The partition of API keys in the index of ledgers. A separate index would cost every table one more. */
export const KEY_LIST = "APIKEYS";

/** Prefix of the sort keys of entries, including legacy rows. */
export const ENTRY_PREFIX = "PAYMENT#";

/** Prefix of the sort keys of companions. */
export const COMPANION_PREFIX = "STATE#";

/** Prefix of the sort keys of the mail state of terms changes. */
export const TERMS_STATE_PREFIX = "TERMSTATE#";

/** Attributes of companions that are projected into the indexes over all events, so that lists are filtered there. */
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
  /** Attributes projected into the index besides the keys; empty if it only points to items. */
  carries: readonly string[];
}

const carriesList = (name: string) => name === INDEXES.received.name || name === INDEXES.logged.name;

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
      carries: carriesList(name) ? LISTED_ATTRIBUTES : [],
    }),
  ),
} as const;
