import type { joinDistribution } from "../../../deploy/command/distribution/join-distribution.ts";
import type { behaviorOf } from "../../../deploy/command/distribution/our-behavior.ts";

/** A distribution's configuration, in the SDK's types. */
export type DistributionConfig = Parameters<typeof joinDistribution>[0];

type CacheBehavior = ReturnType<typeof behaviorOf>;

/** Someone else's behavior. */
export const aBehavior = (PathPattern: string, TargetOriginId = "tool-api"): CacheBehavior => ({
  PathPattern,
  TargetOriginId,
  ViewerProtocolPolicy: "redirect-to-https",
  Compress: true,
  CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
});

/** A distribution of a dispatch tool: its pages in a bucket, its own API under `/api/`. */
export function aDistribution(
  behaviors: CacheBehavior[] = [aBehavior("/api/*")],
  more: Partial<DistributionConfig> = {},
): DistributionConfig {
  return {
    CallerReference: "made-long-ago",
    Comment: "Dispatch",
    Enabled: true,
    DefaultRootObject: "index.html",
    Aliases: { Quantity: 1, Items: ["dispatch.example.com"] },
    Origins: {
      Quantity: 2,
      Items: [
        {
          Id: "pages",
          DomainName: "pages.s3.us-west-2.amazonaws.com",
          S3OriginConfig: { OriginAccessIdentity: "" },
        },
        { Id: "tool-api", DomainName: "tool.lambda-url.us-west-2.on.aws" },
      ],
    },
    DefaultCacheBehavior: { TargetOriginId: "pages", ViewerProtocolPolicy: "redirect-to-https" },
    CacheBehaviors: { Quantity: behaviors.length, Items: behaviors },
    CustomErrorResponses: { Quantity: 0 },
    ...more,
  };
}
