import { Duration, type Stack } from "aws-cdk-lib";
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import { PAGE_POLICY } from "../../../server/local/page-headers.ts";

const ENCRYPTED_ONLY_DAYS = 365;

/**
 * The headers of whatever lies in the bucket, AWS's own: encryption only, no guessing of types, and nobody else frames it. A
 * dispatch page that is put there may have scripts and styles of any kind. Pages of other servers may include the elements, which
 * are nobody's secret; what the API answers them is for its own list of origins to say.
 */
export const FILE_HEADERS = ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_AND_SECURITY_HEADERS;

/** Makes the headers of our own page: the policy that it has on the local server, and encryption only. */
export function addPageHeaders(stack: Stack): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(stack, "PageHeaders", {
    comment: "Nothing but our own scripts and styles, and nobody frames the page",
    // As of every other file: the page is public, and holds nothing of anybody.
    corsBehavior: {
      accessControlAllowOrigins: ["*"],
      accessControlAllowMethods: ["GET", "HEAD"],
      accessControlAllowHeaders: ["*"],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: PAGE_POLICY.join("; "), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(ENCRYPTED_ONLY_DAYS),
        override: true,
      },
    },
  });
}
