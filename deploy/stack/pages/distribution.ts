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

/** Our only page; the tool chooses the page at the root. */
const OUR_PAGE = "/crew.html";

/**
 * Adds the distribution: the pages, and exactly our paths to the API. It has no error pages, because they would turn the API's
 * responses into HTML, and caches no errors, because every caller would get them for ten seconds.
 */
export function addDistribution(
  stack: Stack,
  made: { pages: NewPages; bucket: Bucket; api: Api; secrets: StackSecrets },
): Distribution {
  const { domain, priceClass } = made.pages;
  const files = filesBehavior(made.bucket);
  const distribution = new Distribution(stack, "Distribution", {
    comment: "Payments: the pages, and the API's paths",
    defaultRootObject: "index.html",
    defaultBehavior: { ...files, responseHeadersPolicy: FILE_HEADERS },
    additionalBehaviors: {
      ...apiBehaviors(made),
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

function filesBehavior(bucket: Bucket): BehaviorOptions {
  return {
    origin: S3BucketOrigin.withOriginAccessControl(bucket, { originPath: `/${SERVED_FOLDER}` }),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
  };
}

function apiBehaviors({
  api,
  secrets,
}: {
  api: Api;
  secrets: StackSecrets;
}): Record<string, BehaviorOptions> {
  const behavior: BehaviorOptions = {
    origin: new FunctionUrlOrigin(api.url, {
      // CloudFormation resolves the value; the template contains only the reference.
      customHeaders: { "x-origin-secret": secrets.origin.value.unsafeUnwrap() },
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // Forwards the caller's address, by which wrong passwords are counted; the Function URL accepts only its own host name.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    // A redirect would accept a credential that was sent unencrypted.
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    compress: true,
  };
  return Object.fromEntries(PUBLIC_PATHS.map((path) => [path, behavior]));
}

function acknowledge(distribution: Distribution, { hasDomain }: { hasDomain: boolean }): void {
  const reasons = {
    "AwsSolutions-CFR1": "The crew logs payments from anywhere, so no country can be excluded.",
    "AwsSolutions-CFR2":
      "The API itself limits wrong passwords, and queries by depth and cost; everything else needs a " +
      "credential. A web firewall costs more a month than all the rest; one can be attached without changing this stack.",
    "AwsSolutions-CFR3":
      "The API's own log contains every relevant request, without credentials. An access log of the pages would be another store " +
      "of IP addresses that someone must protect and delete.",
    ...(hasDomain
      ? {}
      : {
          "AwsSolutions-CFR4":
            "With CloudFront's own domain and certificate the minimum TLS version cannot be set; with the operator's domain it is 1.2.",
        }),
  };
  for (const [id, reason] of Object.entries(reasons))
    Validations.of(distribution).acknowledge({ id, reason });
}
