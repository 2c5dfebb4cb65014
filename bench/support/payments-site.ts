import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { createApi } from "../../server/api.ts";
import { readLocalConfig } from "../../server/config.ts";
import { toResult } from "../../server/lambda-result.ts";
import { sha256 } from "../../server/ledger/hash.ts";
import { createLogger } from "../../server/logger.ts";
import { composeApi } from "../../server/services.ts";
import { type LedgerTable, PASSWORD } from "./ledger-table.ts";
import type { PageVariant } from "./page-variants.ts";

/** The API, and beside it every variant's page and files. */
export interface PaymentsSite {
  urlOf(variant: PageVariant): string;
  /** How many bytes a file has as it is sent: gzipped, at level 9. */
  bytesOf(pathname: string): number;
  stop(): void;
}

interface SentFile {
  type: string;
  gzipped: Buffer;
}

const TYPES: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };

/** Serves an event's payments to all variants alike, signed in as the admin. */
export async function startPaymentsSite(
  table: LedgerTable,
  { eventId, variants }: { eventId: string; variants: readonly PageVariant[] },
): Promise<PaymentsSite> {
  const api = createTableApi(table);
  const token = await signIn(api);
  const files = new Map<string, SentFile>();
  const add = (pathname: string, body: Buffer | string) => {
    const type = `${TYPES[pathname.split(".").at(-1) ?? ""]}; charset=utf-8`;
    files.set(pathname, { type, gzipped: gzipSync(body, { level: 9 }) });
  };
  for (const { name, folder, html } of variants) {
    add(`/${name}.html`, html({ eventId, token }));
    for (const file of await readdir(folder))
      if (/\.(js|css)$/.test(file)) add(`/${name}/${file}`, await readFile(join(folder, file)));
  }
  const server = createServer(async (request, response) => {
    const file = files.get(request.url ?? "");
    if (file) sendFile(response, file);
    else await answer(api, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: ({ name }) => `http://127.0.0.1:${port}/${name}.html`,
    bytesOf(pathname) {
      const file = files.get(pathname);
      if (!file) throw new Error(`${pathname} was loaded, but is no file of any variant.`);
      return file.gzipped.byteLength;
    },
    stop: () => server.close().closeAllConnections(),
  };
}

type Api = ReturnType<typeof createApi>;

function createTableApi({ client, env }: LedgerTable): Api {
  const config = readLocalConfig(env);
  return createApi(
    composeApi(config, {
      client,
      passwordHash: sha256(PASSWORD),
      sessionSecret: env.SESSION_SECRET ?? "",
      logger: createLogger({ level: "ERROR", secrets: [] }),
      isIntrospectionOpen: false,
      checkMailbox: null,
    }),
  );
}

async function signIn(api: Api): Promise<string> {
  const query = "mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }";
  const variables = { input: { password: PASSWORD, name: "Ines Duarte" } };
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query, variables });
  const request = new Request("http://127.0.0.1/graphql", { method: "POST", headers, body });
  const { data } = (await (await api.fetch(request)).json()) as { data: { signIn: { token: string } } };
  return data.signIn.token;
}

function sendFile(response: ServerResponse, { type, gzipped }: SentFile): void {
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "cache-control": "no-cache" });
  response.end(gzipped);
}

/** What is large goes gzipped, as our function on AWS sends it. */
async function answer(api: Api, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", headers, url } = incoming;
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const body = method === "POST" ? { body: await buffer(incoming) } : {};
  const request = new Request(`http://${headers.host}${url}`, { method, headers: sent, ...body });
  const result = await toResult(await api.fetch(request), sent);
  response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
  response.end(Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"));
}
