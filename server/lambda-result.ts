import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

const compress = promisify(gzip);

/** Smaller bodies fit into the first packets as they are. */
const LEAST_COMPRESSED_BYTES = 1400;

/**
 * An answer as a Function URL takes it. What is large goes gzipped to whoever reads that: CloudFront compresses only what it
 * may keep, and it may keep nothing of ours.
 */
export async function toResult(
  response: Response,
  requestHeaders: Record<string, string | undefined>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OWN_HEADERS.has(name)));
  const body = Buffer.from(await response.arrayBuffer());
  const isCompressed = body.length >= LEAST_COMPRESSED_BYTES && readsGzip(requestHeaders["accept-encoding"]);
  return {
    statusCode: response.status,
    headers: isCompressed
      ? { ...headers, "content-encoding": "gzip", vary: withEncoding(headers.vary) }
      : headers,
    ...(cookies.length > 0 ? { cookies } : {}),
    // Text that is handed over as such may keep its byte order mark: `response.text()` would take it away.
    body: isCompressed ? (await compress(body)).toString("base64") : body.toString("utf8"),
    isBase64Encoded: isCompressed,
  };
}

/** What Lambda takes of an answer as JSON text: 6 MiB and 100 bytes. */
const MAX_RESULT_BYTES = 6_291_556;

/** No body of so few characters can pass it, whatever they are and however JSON spells them. */
const NEVER_TOO_LARGE_CHARACTERS = 1_000_000;

/** Whether Lambda takes an answer: of a larger one, the caller would be told nothing but "Internal Server Error". */
export function isSendable(result: APIGatewayProxyStructuredResultV2): boolean {
  const { length } = result.body ?? "";
  return (
    length <= NEVER_TOO_LARGE_CHARACTERS || Buffer.byteLength(JSON.stringify(result)) <= MAX_RESULT_BYTES
  );
}

/** Cookies go in a list of their own, and how long the body is the host sees itself: compressed, it is another length. */
const OWN_HEADERS = new Set(["set-cookie", "content-length"]);

const readsGzip = (accepted = "") =>
  accepted.split(",").some((one) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(one));

const withEncoding = (vary: string | undefined) => [vary, "accept-encoding"].filter(Boolean).join(", ");
