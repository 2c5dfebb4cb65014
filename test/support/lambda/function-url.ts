import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { LambdaFunction } from "./lambda-function.ts";

/** A Function URL: HTTP in, events of payload format 2.0 to the function, its answers out. */
export interface FunctionUrl {
  url: string;
  close(): void;
}

/** Content types that Lambda delivers as text; all other bodies arrive in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml)|.*\+json)/;

/** Starts a Function URL on a free port of the loopback address. */
export async function startFunctionUrl(lambda: LambdaFunction): Promise<FunctionUrl> {
  const server = createServer(async (request, response) => {
    const outcome = await lambda.invoke(await toEvent(request));
    if (outcome.result === "answered") return answer(response, JSON.parse(outcome.payload));
    const status = outcome.result === "throttled" ? 429 : 502;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ Message: status === 429 ? "Rate Exceeded." : "Internal Server Error" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

async function toEvent(request: IncomingMessage): Promise<APIGatewayProxyEventV2> {
  const { cookie, ...headers } = request.headers;
  const [rawPath = "/", rawQueryString = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const body = await buffer(request);
  const isText = TEXT.test(headers["content-type"] ?? "");
  const method = request.method ?? "GET";
  const sourceIp = request.socket.remoteAddress ?? "";
  const domainName = headers.host ?? "";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    ...(cookie ? { cookies: cookie.split("; ") } : {}),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    requestContext: {
      accountId: "anonymous",
      apiId: "test",
      domainName,
      domainPrefix: "test",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp, userAgent: headers["user-agent"] ?? "" },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? "utf8" : "base64") } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function answer(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const { statusCode = 200, headers = {}, cookies = [], body = "", isBase64Encoded = false } = result;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.writeHead(statusCode);
  response.end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8"));
}
