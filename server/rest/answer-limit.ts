import { json } from "./json.ts";

/**
 * Most bytes of an answer's text, each character as JSON text spells it: so a Lambda function hands its answer over, which may be 6 MB,
 * with its headers. A list that might pass it is refused whole, for every caller alike, whether they read compressed answers or not.
 */
export const MAX_TEXT_BYTES = 5_800_000;

/** How many bytes of that a text takes. */
export const countTextBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/**
 * The answer in place of one that its host cannot send. What the request was to do is done; of the first answer remain the
 * headers by which a page may read it.
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
  for (const [name, value] of headers) if (!OF_THE_ANSWER.test(name)) refused.headers.set(name, value);
  return refused;
}

const TOO_LARGE = "The answer is larger than the 6 MB that can be sent. Ask for less.";
const GRAPHQL_TOO_LARGE =
  "The answer is larger than the 6 MB that can be sent. Ask for shorter pages or fewer fields. If this was a mutation, it was carried out.";

const OF_THE_ANSWER = /^(content-(disposition|encoding|length|type)|cache-control)$/;
