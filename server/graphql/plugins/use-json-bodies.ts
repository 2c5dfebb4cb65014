import { GraphQLError } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { withOwnDocument } from "./own-documents.ts";

type RequestParser = Parameters<Parameters<NonNullable<Plugin["onRequestParse"]>>[0]["setRequestParser"]>[0];

/**
 * Accepts only JSON from POST. A page of another site can send forms and plain text without permission. Before it sends
 * JSON, the browser asks the server, which allows only `ALLOWED_ORIGINS`.
 */
export function useJsonBodies(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === "POST") {
        setRequestParser(isJson(request.headers.get("content-type")) ? parseBody : refuseType);
      } else if (requestParser) setRequestParser(hideParserErrors(requestParser));
    },
  };
}

const isJson = (contentType: string | null) =>
  /^application\/(graphql\+)?json\s*(;|$)/i.test(contentType?.trim() ?? "");

async function parseBody(request: Request): Promise<GraphQLParams> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return withOwnDocument(body);
  throw badRequest(400, "The request body must be a JSON object with a query.");
}

/** The query string may contain invalid JSON, too. */
function hideParserErrors(parse: RequestParser): RequestParser {
  return async (request) => {
    try {
      return await parse(request);
    } catch {
      throw badRequest(400, "`variables` and `extensions` must be JSON objects.");
    }
  };
}

function refuseType(): never {
  throw badRequest(415, "The content type must be application/json.");
}

const badRequest = (status: number, message: string) =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status } } });
