import type { CacheBehavior, DistributionConfig, Origin } from "@aws-sdk/client-cloudfront";

/** The id by which an origin and its behaviors in a distribution are recognized as ours. */
export const OUR_ORIGIN_ID = "dispatch-payments-api";

/** AWS's managed policies, with the same ids in every account: nothing is cached, and everything except `Host` is forwarded. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const READ_TIMEOUT_SECONDS = 30;
const KEEPALIVE_TIMEOUT_SECONDS = 5;

/** The API's domain, and the header that shows it that a request came through the distribution. */
export interface ApiOrigin {
  domainName: string;
  secretHeader: { name: string; value: string };
}

/** The API as an origin of a distribution; `more` are headers in addition to the secret. */
export function originOf(
  { domainName, secretHeader }: ApiOrigin,
  more: readonly { name: string; value: string }[],
): Origin {
  const headers = [secretHeader, ...more];
  return {
    Id: OUR_ORIGIN_ID,
    DomainName: domainName,
    OriginPath: "",
    CustomHeaders: {
      Quantity: headers.length,
      Items: headers.map(({ name, value }) => ({ HeaderName: name, HeaderValue: value })),
    },
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: "https-only",
      OriginSslProtocols: { Quantity: 1, Items: ["TLSv1.2"] },
      OriginReadTimeout: READ_TIMEOUT_SECONDS,
      OriginKeepaliveTimeout: KEEPALIVE_TIMEOUT_SECONDS,
    },
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
  };
}

/** The API's origin in a distribution; undefined if it is not joined. */
export const originIn = ({ Origins }: DistributionConfig): Origin | undefined =>
  Origins?.Items?.find(({ Id }) => Id === OUR_ORIGIN_ID);

/** One path of the API as a behavior of a distribution. */
export function behaviorOf(pathPattern: string): CacheBehavior {
  return {
    PathPattern: pathPattern,
    TargetOriginId: OUR_ORIGIN_ID,
    ViewerProtocolPolicy: "https-only",
    AllowedMethods: {
      Quantity: 7,
      Items: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
    },
    Compress: true,
    CachePolicyId: CACHING_DISABLED,
    OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
    SmoothStreaming: false,
    LambdaFunctionAssociations: { Quantity: 0 },
    FunctionAssociations: { Quantity: 0 },
    FieldLevelEncryptionId: "",
  };
}

/** Whether a behavior or an origin has all wanted values. AWS adds its defaults and sorts lists. */
export function has(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((one) => found.some((other) => has(other, one)))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return found === wanted;
  const fields: Record<string, unknown> = typeof found === "object" && found !== null ? { ...found } : {};
  return Object.entries(wanted).every(([name, value]) => has(fields[name], value));
}
