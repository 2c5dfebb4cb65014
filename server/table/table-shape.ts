import { INDEXES, LISTED_ATTRIBUTES } from "../ledger/dynamo/keys.ts";

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
