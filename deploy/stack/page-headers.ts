import { Duration, type Stack } from "aws-cdk-lib";
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import { PAGE_POLICY } from "../../server/local/page-headers.ts";

const ENCRYPTED_ONLY_DAYS = 365;

/**
 * Makes the headers of the pages: the policy that they have on the local server, and encryption only. Pages of other servers may
 * include the elements, which are nobody's secret; what the API answers them is for its own list of origins to say.
 */
export function addPageHeaders(stack: Stack): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(stack, "PageHeaders", {
    comment: "Nothing but our own scripts and styles, and nobody frames the pages",
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
        includeSubdomains: true,
        override: true,
      },
    },
  });
}
