import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { LiveAlias } from "../release/aliases.ts";

/** Where pages go, and where they are found from then on. */
export interface PlaceOfPages {
  bucket: string;
  /** Where in the bucket: empty, or folders that end in a slash. */
  prefix: string;
  distributionId: string;
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  /** The path at which health is told. */
  healthPath: string;
  /** The path below which the pages are; begins and ends with a slash. */
  path: string;
  /** Where in the bucket the records of releases are; ends in a slash. */
  releasesFolder: string;
}

/** Works out where the pages of a deployment are. In a bucket of somebody else's, nothing is outside the prefix. */
export function placeOfPages(operator: Pick<Operator, "pages">, outputs: StackOutputs): PlaceOfPages {
  const prefix = outputs.PagesPrefix.replace(/^\/+/, "");
  const isForeign = isJoined(operator.pages);
  return {
    bucket: outputs.PagesBucket,
    prefix,
    distributionId: outputs.DistributionId,
    // Not the site's own address: links in mails may lead to another server.
    origin: new URL(outputs.HealthUrl).origin,
    healthPath: new URL(outputs.HealthUrl).pathname,
    // A bucket of our own is served from where the pages are.
    path: isForeign ? `/${prefix}` : "/",
    releasesFolder: `${isForeign ? prefix : ""}releases/`,
  };
}

/** Both functions by the alias that everything calls; none where the outputs are those of no whole stack. */
export function aliasesOf(outputs: Partial<StackOutputs>): LiveAlias[] {
  const { ApiFunction, ApiAlias, NotifyFunction, NotifyAlias } = outputs;
  if (!ApiFunction || !ApiAlias || !NotifyFunction || !NotifyAlias) return [];
  return [
    { functionName: ApiFunction, alias: ApiAlias },
    { functionName: NotifyFunction, alias: NotifyAlias },
  ];
}
