import { json } from "./json.ts";

/**
 * The maximum size of a response body in bytes, with each character encoded as in JSON text. A Lambda function returns its
 * response in that form, limited to 6 MB with headers. A list that might exceed it is refused whole, for every caller
 * alike, whether or not the caller accepts compression.
 */
export const MAX_TEXT_BYTES = 5_800_000;

/** The size of a text in these bytes. */
export const countTextBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/**
 * The response that replaces one that its host cannot send. The request was carried out. Of the first response, the
 * headers that permit a page to read it remain.
 */
export function refuseLargeAnswer(
  { headers }: Response,
  { request, requestId }: { request: Request; requestId: string },
): Response {
  const isGraphql = new URL(request.url).pathname === "/graphql";
  const refused = json(
    422,
    isGraphql
      ? { errors: [{ message: GRAPHQL_TOO_LARGE, extensions: { code: "ANSWER_TOO_LARGE", requestId } }] }
      : { message: TOO_LARGE, request_id: requestId },
  );
  for (const [name, value] of headers) if (!CONTENT_HEADERS.test(name)) refused.headers.set(name, value);
  return refused;
}

const TOO_LARGE = "The response exceeds the limit of 6 MB. Request less.";
const GRAPHQL_TOO_LARGE =
  "The response exceeds the limit of 6 MB. Request shorter pages or fewer fields. If this was a mutation, it was carried out.";

const CONTENT_HEADERS = /^(content-(disposition|encoding|length|type)|cache-control)$/;
