import { createYoga } from "graphql-yoga";
import type { Access } from "../access/access.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import type { Logger } from "../logger.ts";
import { corsFor } from "../rest/cors.ts";
import type { Context, ServerContext } from "./context.ts";
import { createLoaders } from "./loaders.ts";
import { createDocumentCache } from "./plugins/document-cache.ts";
import type { Limits } from "./plugins/limits.ts";
import { useAccess } from "./plugins/use-access.ts";
import { useJsonBodies } from "./plugins/use-json-bodies.ts";
import { useLimits } from "./plugins/use-limits.ts";
import { useMaskedAccidents } from "./plugins/use-masked-accidents.ts";
import { useOwnDocuments } from "./plugins/use-own-documents.ts";
import { useQuietErrors } from "./plugins/use-quiet-errors.ts";
import { useSafelist } from "./plugins/use-safelist.ts";
import { createExecutableSchema } from "./schema.ts";

/** The policy of a deployment. */
export interface GraphqlPolicy {
  /** Origins other than ours whose pages may call from the browser. */
  allowedOrigins: string[];
  /** Whether anonymous callers may introspect the schema and receive suggestions for mistyped names. */
  isIntrospectionOpen: boolean;
  /** Whether only the operations of our own client are allowed. */
  isSafelistOnly: boolean;
  limits: Limits;
}

/** The services that GraphQL uses. */
export interface GraphqlServices {
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  policy: GraphqlPolicy;
  logger: Logger;
}

/** GraphQL over HTTP. A request is checked in this order: body, limits, safelist, scopes. */
export function createGraphql({ access, ledger, mailStates, policy, logger }: GraphqlServices) {
  const schema = createExecutableSchema();
  return createYoga<ServerContext, Omit<Context, keyof ServerContext>>({
    schema,
    fetchAPI: { Request, Response, Headers },
    context: () => ({ access, ledger, mailStates, loaders: createLoaders(ledger) }),
    plugins: [
      useJsonBodies(),
      useLimits(policy.limits),
      useOwnDocuments(),
      ...(policy.isSafelistOnly ? [useSafelist()] : []),
      useAccess({ schema, isIntrospectionOpen: policy.isIntrospectionOpen, logger }),
      useMaskedAccidents(logger),
      useQuietErrors(policy),
    ],
    cors: (request) => corsFor(request.headers.get("origin"), policy.allowedOrigins),
    parserAndValidationCache: createDocumentCache(),
    batching: false,
    // The API limits bodies itself, far below Yoga's limit. Yoga would copy every body to count it.
    maxRequestBodySize: false,
    multipart: false,
    graphqlEndpoint: "/graphql",
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: "/graphql/health",
    logging: false,
    maskedErrors: false,
  });
}
