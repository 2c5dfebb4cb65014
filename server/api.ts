import { randomUUID } from "node:crypto";
import { print } from "graphql";
import type { Access } from "./access/access.ts";
import { callerAddress } from "./access/caller-address.ts";
import { identify } from "./access/identify.ts";
import { createGraphql, type GraphqlPolicy } from "./graphql/create-graphql.ts";
import { schemaDocument } from "./graphql/generated/schema-document.ts";
import type { HealthContext } from "./health/check-health.ts";
import type { MailStateStore } from "./ledger/mail-state-store.ts";
import type { WriteContext } from "./ledger/write/write-to-ledger.ts";
import type { Logger } from "./logger.ts";
import { answerAccident } from "./rest/accident.ts";
import { limitBody } from "./rest/body-limit.ts";
import { addCors } from "./rest/cors.ts";
import { answerHealth } from "./rest/health.ts";
import { json } from "./rest/json.ts";
import { answerLegacyRoute, matchLegacyRoute } from "./rest/legacy-routes.ts";
import { checkOrigin, FOREIGN_REQUEST } from "./rest/origin-secret.ts";
import { JOINED_HEALTH_PATH } from "./rest/public-paths.ts";
import { addSecurityHeaders } from "./rest/security-headers.ts";

/** The services that the API uses. */
export interface ApiServices {
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  health: HealthContext;
  policy: GraphqlPolicy;
  /** When set, requests whose `x-origin-secret` differs get 403. */
  originSecret: string | null;
  logger: Logger;
}

/** What the host knows about a request besides the request itself. */
interface RequestFacts {
  /** Identifies the request in responses and logs. Generated if the host provides none. */
  requestId?: string;
  /** The address of the connection. */
  address?: string | undefined;
}

/** The whole API as one function from request to response. A host only needs to adapt to it. */
export interface Api {
  fetch(request: Request, facts?: RequestFacts): Promise<Response>;
}

/** Composes the API. */
export function createApi(services: ApiServices): Api {
  const graphql = createGraphql(services);

  async function answer(incoming: Request, facts: RequestFacts & { requestId: string }): Promise<Response> {
    const { requestId } = facts;
    const origin = checkOrigin(incoming.headers, services.originSecret);
    if (origin === "foreign") return json(403, { message: "Forbidden.", code: FOREIGN_REQUEST });
    const request = await limitBody(incoming);
    if (!request) return json(413, { message: "The request body exceeds 100 kB." });
    const { headers } = request;
    const address = callerAddress(headers, {
      isFromOrigin: origin === "proven",
      connection: facts.address,
    });
    const { pathname } = new URL(request.url);
    if (pathname === "/graphql") {
      const viewer = await identify(services.access, { headers, address });
      const answered = await graphql.fetch(request, { requestId, viewer, address });
      return answered.status === 406 ? json(406, { message: NOT_FOR_BROWSERS }) : answered;
    }
    if (pathname === "/schema.graphql")
      return new Response(print(schemaDocument), { headers: SCHEMA_HEADERS });
    if (pathname === "/health" || pathname === JOINED_HEALTH_PATH) {
      const viewer = await identify(services.access, { headers, address });
      return answerHealth(services.health, {
        viewer,
        isBehindDistribution: origin === "proven",
        hasViewerAddress: headers.has("cloudfront-viewer-address"),
      });
    }
    if (pathname === "/export.csv") {
      const viewer = await identify(services.access, { headers, address });
      const { allowedOrigins } = services.policy;
      const { answerExport } = await import("./rest/export-csv.ts");
      return addCors(await answerExport(services, { request, viewer }), { request, allowedOrigins });
    }
    const route = matchLegacyRoute(pathname);
    if (!route) return json(404, { message: "Not found." });
    const viewer = await identify(services.access, { headers, address });
    return answerLegacyRoute(services, { request, route, viewer });
  }

  return {
    async fetch(request, { requestId = randomUUID(), address } = {}) {
      const answered = await answer(request, { requestId, address }).catch((error: unknown) =>
        answerAccident(error, { request, requestId, logger: services.logger }),
      );
      return addSecurityHeaders(answered, { isEncrypted: request.url.startsWith("https:") });
    },
  };
}

/** Yoga sends browsers an empty 406 here. */
const NOT_FOR_BROWSERS = "This endpoint answers POST requests with JSON. The schema is at /schema.graphql.";

const SCHEMA_HEADERS = {
  "content-type": "application/graphql; charset=utf-8",
  "cache-control": "max-age=300",
};
