import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { LiveAlias } from "../release/aliases.ts";

/** Where pages are uploaded, and where they are served. */
export interface PlaceOfPages {
  bucket: string;
  /** The folder in the bucket: empty, or ending in a slash. */
  prefix: string;
  distributionId: string;
  /** The base address of the API, without a trailing slash. */
  origin: string;
  /** The path of the health endpoint. */
  healthPath: string;
  /** The path of the pages; starts and ends with a slash. */
  path: string;
  /** The folder of release records in the bucket; ends in a slash. */
  releasesFolder: string;
}

/** Determines where a deployment's pages are. In someone else's bucket, everything is inside the prefix. */
export function placeOfPages(operator: Pick<Operator, "pages">, outputs: StackOutputs): PlaceOfPages {
  const prefix = outputs.PagesPrefix.replace(/^\/+/, "");
  const isForeign = isJoined(operator.pages);
  return {
    bucket: outputs.PagesBucket,
    prefix,
    distributionId: outputs.DistributionId,
    // Not the public base URL: links in mails may lead to another server.
    origin: new URL(outputs.HealthUrl).origin,
    healthPath: new URL(outputs.HealthUrl).pathname,
    // Our own bucket is served at the root.
    path: isForeign ? `/${prefix}` : "/",
    releasesFolder: `${isForeign ? prefix : ""}releases/`,
  };
}

/** Both functions with the alias that receives all calls; empty if the outputs are incomplete. */
export function aliasesOf(outputs: Partial<StackOutputs>): LiveAlias[] {
  const { ApiFunction, ApiAlias, NotifyFunction, NotifyAlias } = outputs;
  if (!ApiFunction || !ApiAlias || !NotifyFunction || !NotifyAlias) return [];
  return [
    { functionName: ApiFunction, alias: ApiAlias },
    { functionName: NotifyFunction, alias: NotifyAlias },
  ];
}
