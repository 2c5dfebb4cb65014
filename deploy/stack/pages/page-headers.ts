import { Duration, type Stack } from "aws-cdk-lib";
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import { PAGE_POLICY } from "../../../server/local/page-headers.ts";

const ENCRYPTED_ONLY_DAYS = 365;

/**
 * The headers of all files, a policy of AWS: HTTPS only, no content sniffing, and no framing by other origins. A dispatch page
 * in the bucket may use any scripts and styles. Pages of other servers may include the elements, which are public; the API's own
 * list of allowed origins decides about its responses.
 */
export const FILE_HEADERS = ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_AND_SECURITY_HEADERS;

/** Adds the headers of our own page: the same policy as on the local server, and HTTPS only. */
export function addPageHeaders(stack: Stack): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(stack, "PageHeaders", {
    comment: "Only our own scripts and styles; no framing",
    // As for every other file: the page is public and contains no personal data.
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
