import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

const compress = promisify(gzip);

/** A smaller body fits into the first packets without compression. */
const MIN_COMPRESSED_BYTES = 1400;

/**
 * Converts a response to the format of a Function URL. Large bodies are gzipped if the caller accepts it: CloudFront
 * compresses only what it may cache, and it may cache nothing of ours.
 */
export async function toResult(
  response: Response,
  requestHeaders: Record<string, string | undefined>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OWN_HEADERS.has(name)));
  const body = Buffer.from(await response.arrayBuffer());
  const isCompressed = body.length >= MIN_COMPRESSED_BYTES && readsGzip(requestHeaders["accept-encoding"]);
  return {
    statusCode: response.status,
    headers: isCompressed
      ? { ...headers, "content-encoding": "gzip", vary: withEncoding(headers.vary) }
      : headers,
    ...(cookies.length > 0 ? { cookies } : {}),
    // Text that is passed on as such may keep its byte order mark, which `response.text()` would remove.
    body: isCompressed ? (await compress(body)).toString("base64") : body.toString("utf8"),
    isBase64Encoded: isCompressed,
  };
}

/** The maximum size of a Lambda response as JSON text: 6 MiB and 100 bytes. */
const MAX_RESULT_BYTES = 6_291_556;

/** A body with so few characters never exceeds the maximum, however JSON encodes them. */
const NEVER_TOO_LARGE_CHARACTERS = 1_000_000;

/** Whether Lambda accepts a response. For a larger one, the caller would only receive "Internal Server Error". */
export function isSendable(result: APIGatewayProxyStructuredResultV2): boolean {
  const { length } = result.body ?? "";
  return (
    length <= NEVER_TOO_LARGE_CHARACTERS || Buffer.byteLength(JSON.stringify(result)) <= MAX_RESULT_BYTES
  );
}

/** Cookies have their own list. The host sets the content length itself, because compression changes it. */
const OWN_HEADERS = new Set(["set-cookie", "content-length"]);

const readsGzip = (accepted = "") =>
  accepted.split(",").some((one) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(one));

const withEncoding = (vary: string | undefined) => [vary, "accept-encoding"].filter(Boolean).join(", ");
