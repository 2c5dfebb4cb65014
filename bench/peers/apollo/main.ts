import { ApolloServer } from "@apollo/server";
import { handlers, startServerAndCreateLambdaHandler } from "@as-integrations/aws-lambda";
import type { IResolvers } from "@graphql-tools/utils";
import typeDefs from "../../../schema/schema.graphql";
import { identify } from "../../../server/access/identify.ts";
import { readLambdaConfig, secretsOf } from "../../../server/config.ts";
import type { Context } from "../../../server/graphql/context.ts";
import { createLoaders } from "../../../server/graphql/loaders.ts";
import { resolvers } from "../../../server/graphql/resolvers.ts";
import { createLogger } from "../../../server/logger.ts";
import { composeApi } from "../../../server/services.ts";
import { createDynamoClient } from "../../../server/table/client.ts";

const config = await readLambdaConfig(() => Promise.resolve(new Map()));
const { access, ledger, mailStates } = composeApi(config, {
  client: createDynamoClient(config.dynamoEndpoint),
  passwordHash: config.adminPasswordHash ?? "",
  sessionSecret: config.sessionSecret ?? "",
  logger: createLogger({ level: "INFO", secrets: secretsOf(config) }),
  isIntrospectionOpen: false,
  checkMailbox: null,
});

const server = new ApolloServer<Context>({ typeDefs, resolvers: resolvers as IResolvers<unknown, Context> });

export const handler = startServerAndCreateLambdaHandler(
  // The adapter's types name the class of the CommonJS build; this file is bundled with the ES module.
  server as never,
  handlers.createAPIGatewayProxyEventV2RequestHandler(),
  {
    async context({ event }) {
      const { requestId, http } = event.requestContext;
      const headers = new Headers(event.headers as Record<string, string>);
      const viewer = await identify(access, { headers, address: http.sourceIp });
      return {
        requestId,
        viewer,
        address: http.sourceIp,
        access,
        ledger,
        mailStates,
        loaders: createLoaders(ledger),
      };
    },
  },
);
