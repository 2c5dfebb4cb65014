import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createApi } from "./api.ts";
import { readLambdaConfig, secretsOf } from "./config.ts";
import { isSendable, toResult } from "./lambda-result.ts";
import { createLogger } from "./logger.ts";
import { refuseLargeAnswer } from "./rest/answer-limit.ts";
import { json } from "./rest/json.ts";
import type { ReadParameters } from "./secret-references.ts";
import { composeApi } from "./services.ts";
import { createDynamoClient } from "./table/client.ts";

// The clients of two more services are loaded only by instances that need them.
const readParameters: ReadParameters = async (names) =>
  (await import("./ssm-parameters.ts")).readParameters(names);
const checkMailboxOf = (notifyFunction: string) => async () =>
  (await import("./health/lambda-mail-check.ts")).checkMailboxOf(notifyFunction);

const config = await readLambdaConfig(readParameters);
const logger = createLogger({ level: "INFO", secrets: secretsOf(config) });
const api = createApi(
  composeApi(config, {
    client: createDynamoClient(config.dynamoEndpoint),
    passwordHash: config.adminPasswordHash ?? "",
    sessionSecret: config.sessionSecret ?? "",
    logger,
    isIntrospectionOpen: false,
    checkMailbox: config.notifyFunction === null ? null : checkMailboxOf(config.notifyFunction),
  }),
);

/** Handles a Function URL event (payload 2.0). */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { requestId, http } = event.requestContext;
  const request = toRequest(event);
  if (!request) return toResult(json(400, { message: "Malformed request." }), {});
  const answered = await api.fetch(request, { requestId, address: http.sourceIp });
  const result = await toResult(answered, event.headers);
  if (isSendable(result)) return result;
  logger.warn("A response was too large to send.", { requestId, path: event.rawPath });
  return toResult(refuseLargeAnswer(answered, { request, requestId }), {});
}

/** Null if the platform rejects the request, e.g. for the method TRACE or for invalid characters in a header. */
function toRequest(event: APIGatewayProxyEventV2): Request | null {
  try {
    return readRequest(event);
  } catch {
    return null;
  }
}

function readRequest(event: APIGatewayProxyEventV2): Request {
  const { method } = event.requestContext.http;
  const headers = new Headers(event.headers as Record<string, string>);
  if (event.cookies) headers.set("cookie", event.cookies.join("; "));
  const query = event.rawQueryString ? `?${event.rawQueryString}` : "";
  const url = `https://${event.requestContext.domainName}${event.rawPath}${query}`;
  const hasBody = event.body !== undefined && method !== "GET" && method !== "HEAD";
  const body = hasBody ? Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8") : undefined;
  return new Request(url, { method, headers, body });
}
