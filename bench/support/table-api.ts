import { type Api, createApi } from "../../server/api.ts";
import { readLocalConfig } from "../../server/config.ts";
import { createLogger } from "../../server/logger.ts";
import { composeApi } from "../../server/services.ts";
import { sha256 } from "../../server/values/digest.ts";
import { type LedgerTable, PASSWORD } from "./ledger-table.ts";
import { SIGN_IN } from "./sign-in.ts";

/** The API in this process, over a table whose client can be observed, with a signed-in admin. */
export interface TableApi {
  api: Api;
  /** An admin's session. */
  token: string;
  /** Sends a query as the admin. Throws if there are errors. */
  ask<Data>(query: string, variables: unknown): Promise<Data>;
}

/** Composes the API, and signs in. */
export async function openTableApi({ client, env }: LedgerTable): Promise<TableApi> {
  const api = createApi(
    composeApi(readLocalConfig(env), {
      client,
      passwordHash: sha256(PASSWORD),
      sessionSecret: env.SESSION_SECRET ?? "",
      logger: createLogger({ level: "ERROR", secrets: [] }),
      isIntrospectionOpen: false,
      checkMailbox: null,
    }),
  );
  const { token } = (await ask<{ signIn: { token: string } }>(api, SIGN_IN)).signIn;
  return { api, token, ask: (query, variables) => ask(api, { query, variables, token }) };
}

async function ask<Data>(
  api: Api,
  { token, ...body }: { query: string; variables: unknown; token?: string },
): Promise<Data> {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...authorization };
  const request = new Request("http://127.0.0.1/graphql", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const { data, errors } = (await (await api.fetch(request)).json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
