import { GraphQLError } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { withOwnDocument } from "./own-documents.ts";

type RequestParser = Parameters<Parameters<NonNullable<Plugin["onRequestParse"]>>[0]["setRequestParser"]>[0];

/**
 * Takes JSON from POST, and nothing else. A page of another site can send forms and plain text without being asked; before
 * it sends JSON, the browser asks us, and only `ALLOWED_ORIGINS` are told yes.
 */
export function useJsonBodies(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === "POST") {
        setRequestParser(isJson(request.headers.get("content-type")) ? parseBody : refuseType);
      } else if (requestParser) setRequestParser(withoutParserWords(requestParser));
    },
  };
}

const isJson = (contentType: string | null) =>
  /^application\/(graphql\+)?json\s*(;|$)/i.test(contentType?.trim() ?? "");

async function parseBody(request: Request): Promise<GraphQLParams> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return withOwnDocument(body);
  throw badRequest(400, "The body is not a JSON object with a query.");
}

/** What is in the address may be no JSON, too. */
function withoutParserWords(parse: RequestParser): RequestParser {
  return async (request) => {
    try {
      return await parse(request);
    } catch {
      throw badRequest(400, "`variables` and `extensions` are JSON objects.");
    }
  };
}

function refuseType(): never {
  throw badRequest(415, "Send application/json.");
}

const badRequest = (status: number, message: string) =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status } } });
