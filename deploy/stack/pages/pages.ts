import type { Stack } from "aws-cdk-lib";
import { JOINED_HEALTH_PATH } from "../../../server/rest/public-paths.ts";
import { isJoined, type JoinedPages, type NewPages, type Operator } from "../../operator/operator.ts";
import type { Api } from "../api.ts";
import type { StackSecrets } from "../secrets.ts";
import { addBucket, SERVED_FOLDER } from "./bucket.ts";
import { addDistribution } from "./distribution.ts";

/** The place of the pages, new or joined. */
export interface Pages {
  bucketName: string;
  /** Empty, or folders that end in a slash. */
  prefix: string;
  distributionId: string;
  /** The distribution's own domain; for a joined one, the domain of its pages. */
  distributionDomain: string;
  /** The public address of the pages, without a trailing slash. */
  baseUrl: string;
  /** The address of the health endpoint. */
  healthUrl: string;
}

/** Adds the bucket and the distribution, or returns the existing ones unchanged. */
export function addPages(stack: Stack, made: { operator: Operator; api: Api; secrets: StackSecrets }): Pages {
  const { pages, publicBaseUrl } = made.operator;
  return isJoined(pages)
    ? joinedPages(pages, publicBaseUrl ?? "")
    : addNewPages(stack, { ...made, pages, publicBaseUrl });
}

const joinedPages = ({ join }: JoinedPages, publicBaseUrl: string): Pages => ({
  bucketName: join.bucketName,
  prefix: join.prefix,
  distributionId: join.distributionId,
  distributionDomain: new URL(publicBaseUrl).host,
  baseUrl: withoutSlash(publicBaseUrl),
  healthUrl: new URL(JOINED_HEALTH_PATH, publicBaseUrl).href,
});

function addNewPages(
  stack: Stack,
  made: { pages: NewPages; publicBaseUrl: string | null; api: Api; secrets: StackSecrets },
): Pages {
  const { pages } = made;
  const bucket = addBucket(stack);
  const distribution = addDistribution(stack, { ...made, bucket });
  const domainName = pages.domain?.name ?? distribution.distributionDomainName;
  return {
    bucketName: bucket.bucketName,
    prefix: `${SERVED_FOLDER}/`,
    distributionId: distribution.distributionId,
    distributionDomain: distribution.distributionDomainName,
    baseUrl: withoutSlash(made.publicBaseUrl ?? `https://${domainName}`),
    healthUrl: `https://${domainName}/health`,
  };
}

const withoutSlash = (url: string) => url.replace(/\/+$/, "");
