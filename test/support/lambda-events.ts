import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** The parts of a request that a test sets; the rest is as AWS records it. */
export interface FunctionUrlCall {
  method?: string;
  path: string;
  query?: string;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
  sourceIp?: string;
}

/** A Function URL event in payload format 2.0, as Lambda delivers it behind CloudFront. */
export function aFunctionUrlEvent(call: FunctionUrlCall): APIGatewayProxyEventV2 {
  const { method = "POST", path, query = "", sourceIp = "203.0.113.7" } = call;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    cookies: call.cookies,
    headers: {
      "x-amzn-tls-version": "TLSv1.3",
      "x-amzn-trace-id": "Root=1-66704d2a-1",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
      "x-forwarded-for": "203.0.113.7",
      host: "abcdefgh.lambda-url.us-west-2.on.aws",
      via: "2.0 example.cloudfront.net (CloudFront)",
      "accept-encoding": "gzip",
      ...call.headers,
    },
    requestContext: {
      accountId: "anonymous",
      apiId: "abcdefgh",
      domainName: "abcdefgh.lambda-url.us-west-2.on.aws",
      domainPrefix: "abcdefgh",
      http: { method, path, protocol: "HTTP/1.1", sourceIp, userAgent: "Amazon CloudFront" },
      requestId: "7f0b9d2e-0000-4000-8000-000000000001",
      routeKey: "$default",
      stage: "$default",
      time: "14/Jun/2026:23:30:00 +0000",
      timeEpoch: 1781479800000,
    },
    body: call.body,
    isBase64Encoded: call.isBase64Encoded ?? false,
  };
}
