import { randomUUID, timingSafeEqual } from "node:crypto";
import { createYoga } from "graphql-yoga";
import { type Access, identify } from "./access/viewer.ts";
import type { Context } from "./graphql/context.ts";
import { typeDefs } from "./graphql/generated/type-defs.ts";
import { createLoaders } from "./graphql/loaders.ts";
import { createExecutableSchema } from "./graphql/schema.ts";
import { useAccess } from "./graphql/use-access.ts";
import { useMaskedAccidents } from "./graphql/use-masked-accidents.ts";
import type { MailStateStore } from "./ledger/ledger-store.ts";
import type { WriteContext } from "./ledger/write-to-ledger.ts";
import type { Logger } from "./logger.ts";
import { limitBody } from "./rest/body-limit.ts";
import { json } from "./rest/json.ts";
import { answerOldRoute, matchOldRoute } from "./rest/old-routes.ts";

/** What the API stands on. */
export interface ApiServices {
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  /** Origins that browsers may call from, beside our own. */
  allowedOrigins: string[];
  /** When set, requests whose `x-origin-secret` differs get 403. */
  originSecret: string | null;
  logger: Logger;
}

/** The whole API as one function from request to response; hosts adapt to it and know nothing else. */
export interface Api {
  fetch(request: Request, options?: { requestId?: string }): Promise<Response>;
}

/** Composes the API. */
export function createApi(services: ApiServices): Api {
  const yoga = createGraphql(services);
  return {
    async fetch(incoming, { requestId = randomUUID() } = {}) {
      if (!isFromOrigin(incoming, services.originSecret)) return json(403, { message: "Forbidden." });
      const request = await limitBody(incoming);
      if (!request) return json(413, { message: "The body is larger than 100 kB." });
      const { pathname } = new URL(request.url);
      if (pathname === "/graphql") return yoga.fetch(request, { requestId });
      if (pathname === "/schema.graphql") return new Response(typeDefs, { headers: SCHEMA_HEADERS });
      if (pathname === "/health") return json(200, { status: "ok" });
      const route = matchOldRoute(pathname);
      if (route) return answerOldRoute(services, { request, route, requestId });
      return json(404, { message: "There is nothing here." });
    },
  };
}

const SCHEMA_HEADERS = {
  "content-type": "application/graphql; charset=utf-8",
  "cache-control": "max-age=300",
};

function createGraphql({ access, ledger, mailStates, allowedOrigins, logger }: ApiServices) {
  return createYoga<{ requestId: string }, Omit<Context, "requestId">>({
    schema: createExecutableSchema(),
    context: async ({ request }) => ({
      access,
      ledger,
      mailStates,
      viewer: await identify(access, request.headers),
      loaders: createLoaders(ledger),
    }),
    plugins: [useAccess(), useMaskedAccidents(logger)],
    cors: allowedOrigins.length > 0 ? { origin: allowedOrigins, credentials: false } : false,
    graphqlEndpoint: "/graphql",
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: "/graphql/health",
    logging: false,
    maskedErrors: false,
  });
}

function isFromOrigin(request: Request, secret: string | null): boolean {
  if (secret === null) return true;
  const given = Buffer.from(request.headers.get("x-origin-secret") ?? "");
  const expected = Buffer.from(secret);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
