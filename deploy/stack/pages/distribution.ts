import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  type PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { FunctionUrlOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { PUBLIC_PATHS } from "../../../server/rest/public-paths.ts";
import type { PriceClass as PriceClassName } from "../../operator/allowed-values.ts";
import type { NewPages } from "../../operator/operator.ts";
import type { Api } from "../api.ts";
import { NEVER_KEPT_ERRORS } from "../never-kept-errors.ts";
import type { StackSecrets } from "../secrets.ts";
import { SERVED_FOLDER } from "./bucket.ts";
import { addPageHeaders, FILE_HEADERS } from "./page-headers.ts";

/** The one page that is ours; what is at the root is the tool's to choose. */
const OUR_PAGE = "/crew.html";

/**
 * Makes the distribution: the pages, and exactly our paths to the API. It has no error pages of its own: they would turn the
 * API's answers into HTML. Nor does it keep errors: they would be everybody's for ten seconds.
 */
export function addDistribution(
  stack: Stack,
  made: { pages: NewPages; bucket: Bucket; api: Api; secrets: StackSecrets },
): Distribution {
  const { domain, priceClass } = made.pages;
  const files = filesBehaviour(made.bucket);
  const distribution = new Distribution(stack, "Distribution", {
    comment: "Payments: the pages, and the API's paths",
    defaultRootObject: "index.html",
    defaultBehavior: { ...files, responseHeadersPolicy: FILE_HEADERS },
    additionalBehaviors: {
      ...apiBehaviours(made),
      [OUR_PAGE]: { ...files, responseHeadersPolicy: addPageHeaders(stack) },
    },
    errorResponses: NEVER_KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PRICE_CLASSES[priceClass],
    ...(domain
      ? {
          domainNames: [domain.name],
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: Certificate.fromCertificateArn(stack, "Certificate", domain.certificateArn),
        }
      : {}),
  });
  acknowledge(distribution, { hasDomain: domain !== null });
  return distribution;
}

const PRICE_CLASSES = {
  PriceClass_100: "PriceClass_100",
  PriceClass_200: "PriceClass_200",
  PriceClass_All: "PriceClass_All",
} as Record<PriceClassName, PriceClass>;

function filesBehaviour(bucket: Bucket): BehaviorOptions {
  return {
    origin: S3BucketOrigin.withOriginAccessControl(bucket, { originPath: `/${SERVED_FOLDER}` }),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
  };
}

function apiBehaviours({
  api,
  secrets,
}: {
  api: Api;
  secrets: StackSecrets;
}): Record<string, BehaviorOptions> {
  const behaviour: BehaviorOptions = {
    origin: new FunctionUrlOrigin(api.url, {
      // CloudFormation fills the value in; what stands in the template says only where it is kept.
      customHeaders: { "x-origin-secret": secrets.origin.value.unsafeUnwrap() },
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // The caller's address, by which wrong passwords are counted, comes with it; the Function URL answers to its own host only.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    // Redirecting would answer a credential that went over the wire in the clear as if that were all right.
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    compress: true,
  };
  return Object.fromEntries(PUBLIC_PATHS.map((path) => [path, behaviour]));
}

function acknowledge(distribution: Distribution, { hasDomain }: { hasDomain: boolean }): void {
  const reasons = {
    "AwsSolutions-CFR1": "Money is logged from wherever the crew happens to be; no country can be left out.",
    "AwsSolutions-CFR2":
      "Wrong passwords are counted and limited in the API itself, queries by depth and cost, and everything else needs a " +
      "credential. A web firewall costs more a month than all the rest; one can be attached without touching this stack.",
    "AwsSolutions-CFR3":
      "Every request that matters stands in the API's own log, without credentials. A log of pages would be one more store " +
      "of people's addresses that somebody has to guard and to empty.",
    ...(hasDomain
      ? {}
      : {
          "AwsSolutions-CFR4":
            "With CloudFront's own domain and certificate the lowest TLS version cannot be chosen; with the operator's domain it is 1.2.",
        }),
  };
  for (const [id, reason] of Object.entries(reasons))
    Validations.of(distribution).acknowledge({ id, reason });
}
