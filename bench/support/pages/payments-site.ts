import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { Api } from "../../../server/api.ts";
import { toResult } from "../../../server/lambda-result.ts";
import type { LedgerTable } from "../ledger-table.ts";
import { openTableApi } from "../table-api.ts";
import type { Page } from "./page-variants.ts";

/** The API and all pages with their files. */
export interface PaymentsSite {
  urlOf(page: Page): string;
  /** The size of a file as sent: gzipped at level 9. */
  bytesOf(pathname: string): number;
  stop(): void;
}

interface SentFile {
  type: string;
  gzipped: Buffer;
}

const TYPES: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };

/** Serves all pages alike, signed in as the admin. */
export async function startPaymentsSite(table: LedgerTable, pages: readonly Page[]): Promise<PaymentsSite> {
  const { api, token } = await openTableApi(table);
  const files = new Map<string, SentFile>();
  const add = (pathname: string, body: Buffer | string) => {
    const type = `${TYPES[pathname.split(".").at(-1) ?? ""]}; charset=utf-8`;
    files.set(pathname, { type, gzipped: gzipSync(body, { level: 9 }) });
  };
  for (const { name, folder, html } of pages) {
    add(`/${name}.html`, html({ token }));
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
      if (!file) throw new Error(`${pathname} was loaded, but is not a file of any page.`);
      return file.gzipped.byteLength;
    },
    stop: () => server.close().closeAllConnections(),
  };
}

function sendFile(response: ServerResponse, { type, gzipped }: SentFile): void {
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "cache-control": "no-cache" });
  response.end(gzipped);
}

/** Compresses large responses, as our function on AWS does. */
async function answer(api: Api, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", headers, url } = incoming;
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const body = method === "POST" ? { body: await buffer(incoming) } : {};
  const request = new Request(`http://${headers.host}${url}`, { method, headers: sent, ...body });
  const result = await toResult(await api.fetch(request), sent);
  response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
  response.end(Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"));
}
