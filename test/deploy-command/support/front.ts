import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createServerAdapter } from "@whatwg-node/server";
import type { PageFile } from "../../../deploy/command/pages/page-file.ts";
import type { TestApi } from "../../support/api.ts";

/** Handles a request as a distribution or a Function URL would. */
export type Answer = (request: Request) => Promise<Response>;

/** A server on loopback whose responses can be changed while it runs. */
export interface Front {
  url: string;
  answer: Answer;
  close(): Promise<void>;
}

export async function startFront(answer: Answer): Promise<Front> {
  const front = { answer, url: "", close: () => end(server) };
  const server = createServer(createServerAdapter((request: Request) => front.answer(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return front;
}

function end(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}

/** The headers that our own distribution adds to every page. */
const PAGE_HEADERS = {
  "content-security-policy": "default-src 'none'; script-src 'self'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "access-control-allow-origin": "*",
};

/** Finds the file in a distribution's bucket for a path, or null. */
export type FindFile = (path: string) => { body: Buffer; headers: Record<string, string> } | null;

/** A bucket with these files. */
export function filesAsBucket(files: readonly PageFile[]): FindFile {
  const byPath = new Map(files.map((file) => [`/${file.name}`, file]));
  return (path) => {
    const file = byPath.get(path);
    return file ? { body: file.body, headers: { "content-type": file.contentType } } : null;
  };
}

/** A minimal distribution: files from the bucket, everything else from the real API with the secret header. */
export function distributionOf(api: TestApi, { find, secret }: { find: FindFile; secret: string }): Answer {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const file = find(pathname === "/" ? "/index.html" : pathname);
    if (file)
      return new Response(new Uint8Array(file.body), { headers: { ...PAGE_HEADERS, ...file.headers } });
    const headers = new Headers(request.headers);
    headers.set("x-origin-secret", secret);
    headers.set("cloudfront-viewer-address", "198.51.100.7:46532");
    const body = request.method === "GET" ? undefined : await request.text();
    return api.fetch(pathname + search, { method: request.method, headers, body });
  };
}

/** CloudFront's default behavior: it caches errors of GET requests by path, whatever the query. */
export function keepingErrors(distribution: Answer): Answer {
  const kept = new Map<string, { status: number; body: string; headers: Headers }>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "GET") return distribution(request);
    const found = kept.get(pathname);
    if (found) return new Response(found.body, found);
    const answer = await distribution(request);
    if (![405, 500, 502, 503, 504].includes(answer.status)) return answer;
    const { status, headers } = answer;
    const one = { status, headers, body: await answer.text() };
    kept.set(pathname, one);
    return new Response(one.body, one);
  };
}

/** The Function URL: the same API, without the header. */
export const functionUrlOf =
  (api: TestApi): Answer =>
  (request) =>
    api.fetch(new URL(request.url).pathname);
