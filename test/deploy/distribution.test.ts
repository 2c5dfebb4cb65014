import { beforeAll, describe, expect, it } from "vitest";
import { ORIGIN_VERSION_CONTEXT } from "../../deploy/stack/output-names.ts";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { answerPage } from "../../server/local/page-headers.ts";
import { PUBLIC_PATHS } from "../../server/rest/public-paths.ts";
import { newDeployment } from "../support/deployments.ts";
import { anOperator, asText, logicalId, operatorJson, resourceOf, templateOf } from "../support/template.ts";

/** AWS's managed policies by id. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CORS_AND_SECURITY_HEADERS = "e61eb60c-9c35-4d20-a928-2b84e02af89c";
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

interface Behavior {
  PathPattern: string;
  TargetOriginId: string;
  [name: string]: unknown;
}

interface Origin {
  Id: string;
  DomainName: unknown;
  OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[];
  OriginAccessControlId?: unknown;
}

interface DistributionConfig {
  CacheBehaviors: Behavior[];
  DefaultCacheBehavior: Behavior;
  Origins: Origin[];
  CustomErrorResponses: { ErrorCode: number; ErrorCachingMinTTL: number }[];
}

let template: Template;
let distribution: DistributionConfig;
let api: Origin;
let pages: Origin;

beforeAll(() => {
  template = newDeployment();
  distribution = resourceOf(template, "CloudFront::Distribution").Properties
    .DistributionConfig as DistributionConfig;
  const originOf = ({ TargetOriginId }: { TargetOriginId?: string } = {}) =>
    distribution.Origins.find(({ Id }) => Id === TargetOriginId) as Origin;
  api = originOf(distribution.CacheBehaviors[0]);
  pages = originOf(distribution.DefaultCacheBehavior);
});

describe("the distribution", () => {
  it("forwards exactly our paths to the API, with everything except the host, and caches nothing", () => {
    const behaviors = distribution.CacheBehaviors.filter(({ TargetOriginId }) => TargetOriginId === api.Id);
    expect(behaviors.map(({ PathPattern }) => PathPattern).sort()).toEqual([...PUBLIC_PATHS].sort());
    for (const behavior of behaviors) {
      expect(behavior).toMatchObject({
        AllowedMethods: expect.arrayContaining(["GET", "HEAD", "OPTIONS", "POST"]),
        CachePolicyId: CACHING_DISABLED,
        OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
        ViewerProtocolPolicy: "https-only",
        Compress: true,
      });
      expect(behavior).not.toHaveProperty("ResponseHeadersPolicyId");
    }
  });

  it("sends the origin secret to the API only", () => {
    const secret = logicalId(
      template,
      resourceOf(template, "SecretsManager::Secret", { Name: "dispatch-payments-origin-proof" }),
    );
    expect(asText(api.DomainName)).toMatch(/GetAtt ApiFunctionAliasliveFunctionUrl\w+ FunctionUrl/);
    expect(api.OriginCustomHeaders?.map(({ HeaderName }) => HeaderName)).toEqual(["x-origin-secret"]);
    expect(asText(api.OriginCustomHeaders?.[0]?.HeaderValue)).toBe(
      `{{resolve:secretsmanager:{Ref ${secret}}:SecretString:::}}`,
    );
    expect(distribution.Origins).toHaveLength(2);
    expect(pages).not.toHaveProperty("OriginCustomHeaders");
  });

  it("uses the secret version that the deploy command passes", () => {
    const made = templateOf(anOperator(), { [ORIGIN_VERSION_CONTEXT]: "version-2" });
    expect(JSON.stringify(resourceOf(made, "CloudFront::Distribution"))).toContain(
      ":SecretString:::version-2}}",
    );
    const originSecret = "secretsmanager:dispatch/origin#proof";
    const secrets = { ...(operatorJson().secrets as object), originSecret };
    const own = templateOf(anOperator({ secrets }), { [ORIGIN_VERSION_CONTEXT]: "version-3" });
    expect(JSON.stringify(resourceOf(own, "CloudFront::Distribution"))).toContain(
      "{{resolve:secretsmanager:dispatch/origin:SecretString:proof::version-3}}",
    );
  });

  it("caches no errors of the API, and replaces none by an error page", () => {
    const rules = distribution.CustomErrorResponses;
    expect(rules.map(({ ErrorCode }) => ErrorCode)).toEqual([405, 414, 500, 502, 503, 504]);
    for (const rule of rules) expect(rule).toEqual({ ErrorCode: rule.ErrorCode, ErrorCachingMinTTL: 0 });
  });

  it("requires TLS 1.2 for the operator's domain", () => {
    expect(distribution).toMatchObject({
      Aliases: ["payments.example.com"],
      ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
    });
  });
});

describe("the pages", () => {
  it("come from the bucket over HTTPS, with a default root page", () => {
    expect(distribution).toMatchObject({ DefaultRootObject: "index.html" });
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      TargetOriginId: pages.Id,
      AllowedMethods: ["GET", "HEAD"],
      CachePolicyId: CACHING_OPTIMIZED,
      ViewerProtocolPolicy: "redirect-to-https",
      Compress: true,
    });
    expect(asText(pages.OriginAccessControlId)).toMatch(/^\{GetAtt \w+OriginAccessControl\w+ Id\}$/);
  });

  it("that are ours have the same policy as on the local server, and HSTS without subdomains", () => {
    const policy = resourceOf(template, "CloudFront::ResponseHeadersPolicy");
    const ours = distribution.CacheBehaviors.filter(({ TargetOriginId }) => TargetOriginId === pages.Id);
    expect(ours.map(({ PathPattern }) => PathPattern)).toEqual(["/crew.html"]);
    expect(asText(ours[0]?.ResponseHeadersPolicyId)).toBe(`{Ref ${logicalId(template, policy)}}`);
    const local = answerPage("", "text/html").headers.get("content-security-policy");
    expect(local).toContain("default-src 'none'");
    expect(policy.Properties).toMatchObject({
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: local, Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: "DENY" },
          ReferrerPolicy: { ReferrerPolicy: "no-referrer" },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
        },
      },
    });
    expect(JSON.stringify(policy)).not.toContain('IncludeSubdomains":true');
  });

  it("of the tool may use any scripts and styles, and other servers may include the elements", () => {
    expect(distribution.DefaultCacheBehavior.ResponseHeadersPolicyId).toBe(CORS_AND_SECURITY_HEADERS);
  });

  it("are in a private bucket that is retained", () => {
    const bucket = resourceOf(template, "S3::Bucket");
    expect(bucket.DeletionPolicy).toBe("RetainExceptOnCreate");
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: "Enabled" },
      BucketEncryption: expect.anything(),
    });
    expect(bucket.Properties).not.toHaveProperty("WebsiteConfiguration");
  });
});
