import type { Template } from "../../../deploy/stack/synthesize.ts";
import type { DistributionConfig } from "../../deploy-command/support/a-distribution.ts";
import { resourceOf } from "../template.ts";
import type { Behavior, DistributionShape } from "./distribution.ts";

/** The local address of a distribution's origin, by its id. */
export type OriginUrls = (originId: string) => string;

const PAGE_METHODS = ["GET", "HEAD"];

interface FoundBehavior {
  PathPattern?: string;
  TargetOriginId?: string;
  methods: readonly string[] | undefined;
  answerHeaders?: Record<string, string>;
}

/** A distribution from a configuration in the format of AWS's API. */
export function shapeOfConfig(config: DistributionConfig, urlOf: OriginUrls): DistributionShape {
  const headers = new Map(
    (config.Origins?.Items ?? []).map(({ Id, CustomHeaders }) => [
      Id,
      Object.fromEntries(
        (CustomHeaders?.Items ?? []).map((one) => [one.HeaderName, String(one.HeaderValue)]),
      ),
    ]),
  );
  const toBehavior = ({ PathPattern = "*", TargetOriginId = "", methods }: FoundBehavior): Behavior => ({
    pattern: PathPattern,
    origin: { url: urlOf(TargetOriginId), headers: headers.get(TargetOriginId) ?? {} },
    methods: methods ?? PAGE_METHODS,
  });
  const items = config.CacheBehaviors?.Items ?? [];
  return {
    behaviors: items.map((item) => toBehavior({ ...item, methods: item.AllowedMethods?.Items })),
    fallback: {
      ...toBehavior({ ...config.DefaultCacheBehavior, PathPattern: "*", methods: undefined }),
      isCompressed: true,
    },
    rootObject: config.DefaultRootObject,
    errorSeconds: secondsByCode(config.CustomErrorResponses?.Items),
  };
}

interface ErrorRule {
  ErrorCode?: number;
  ErrorCachingMinTTL?: number;
}

const secondsByCode = (rules: readonly ErrorRule[] = []): Map<number, number> =>
  new Map(
    rules.flatMap(({ ErrorCode, ErrorCachingMinTTL }) =>
      ErrorCode === undefined || ErrorCachingMinTTL === undefined ? [] : [[ErrorCode, ErrorCachingMinTTL]],
    ),
  );

interface TemplateBehavior {
  PathPattern?: string;
  TargetOriginId: string;
  AllowedMethods?: string[];
  ResponseHeadersPolicyId?: unknown;
}

interface TemplateDistribution {
  CacheBehaviors: TemplateBehavior[];
  DefaultCacheBehavior: TemplateBehavior;
  DefaultRootObject: string;
  CustomErrorResponses?: ErrorRule[];
  Origins: {
    Id: string;
    OriginPath?: string;
    OriginCustomHeaders?: { HeaderName: string }[];
    S3OriginConfig?: unknown;
  }[];
}

/** The distribution of a template. Its bucket is the origin with `S3OriginConfig`; for header values it has only references. */
export function shapeOfTemplate(
  template: Template,
  { bucketUrl, apiUrl, secret }: { bucketUrl: string; apiUrl: string; secret: string },
): DistributionShape {
  const { DistributionConfig: found } = resourceOf(template, "CloudFront::Distribution").Properties as {
    DistributionConfig: TemplateDistribution;
  };
  const toBehavior = (one: TemplateBehavior): Behavior => {
    const origin = found.Origins.find(({ Id }) => Id === one.TargetOriginId);
    const names = (origin?.OriginCustomHeaders ?? []).map(({ HeaderName }) => HeaderName);
    return {
      pattern: one.PathPattern ?? "*",
      origin: {
        url: origin?.S3OriginConfig ? bucketUrl : apiUrl,
        path: origin?.OriginPath ?? "",
        headers: Object.fromEntries(names.map((name) => [name, secret])),
      },
      methods: one.AllowedMethods ?? PAGE_METHODS,
      answerHeaders: headersOf(template, one.ResponseHeadersPolicyId),
    };
  };
  return {
    behaviors: found.CacheBehaviors.map(toBehavior),
    fallback: { ...toBehavior(found.DefaultCacheBehavior), isCompressed: true },
    rootObject: found.DefaultRootObject,
    errorSeconds: secondsByCode(found.CustomErrorResponses),
  };
}

/** AWS's managed policy "CORS-and-SecurityHeadersPolicy", which has the same id in every account, and its headers. */
const MANAGED_POLICY = "e61eb60c-9c35-4d20-a928-2b84e02af89c";
const MANAGED_HEADERS = {
  "access-control-allow-origin": "*",
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
  "x-xss-protection": "1; mode=block",
  "referrer-policy": "strict-origin-when-cross-origin",
  "strict-transport-security": "max-age=31536000",
};

/** The headers that a behavior's policy adds to responses: AWS's policy, one of the template's, or none. */
function headersOf(template: Template, policyId: unknown): Record<string, string> {
  if (policyId === undefined) return {};
  if (policyId === MANAGED_POLICY) return MANAGED_HEADERS;
  const { Ref = "" } = policyId as { Ref?: string };
  const resource = template.Resources[Ref];
  if (!resource) throw new Error(`The policy ${JSON.stringify(policyId)} is not in this template.`);
  const { ResponseHeadersPolicyConfig: policy } = resource.Properties as {
    ResponseHeadersPolicyConfig: HeadersPolicy;
  };
  const { SecurityHeadersConfig: security, CorsConfig: cors } = policy;
  const strict = security.StrictTransportSecurity;
  return {
    "content-security-policy": security.ContentSecurityPolicy.ContentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "x-frame-options": security.FrameOptions.FrameOption,
    "referrer-policy": security.ReferrerPolicy.ReferrerPolicy,
    "strict-transport-security": `max-age=${strict.AccessControlMaxAgeSec}`,
    ...(cors ? { "access-control-allow-origin": cors.AccessControlAllowOrigins.Items.join(", ") } : {}),
  };
}

interface HeadersPolicy {
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: string };
    FrameOptions: { FrameOption: string };
    ReferrerPolicy: { ReferrerPolicy: string };
    StrictTransportSecurity: { AccessControlMaxAgeSec: number };
  };
  CorsConfig?: { AccessControlAllowOrigins: { Items: string[] } };
}
