import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, posix } from "node:path";

/** A file in the bucket. */
export interface StoredPage {
  /** Its name in the bucket. */
  key: string;
  body: Buffer;
  type: string;
}

/** A bucket that only its distribution may read: a missing file answers 403, as a list does. */
export async function startPageBucket(pages: readonly StoredPage[]): Promise<{ url: string; close(): void }> {
  const byPath = new Map(pages.map((page) => [`/${page.key}`, page]));
  const server = createServer((request, response) => {
    const page = byPath.get(decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/"));
    if (!page) {
      response.writeHead(403, { "content-type": "application/xml" });
      return response.end('<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>');
    }
    response.writeHead(200, { "content-type": page.type, "cache-control": "no-cache" });
    return response.end(request.method === "HEAD" ? undefined : page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
};

/** The files of a folder, as stored in a bucket under a prefix. */
export function pagesOf(folder: string, prefix = ""): StoredPage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const type = TYPES[entry.name.split(".").at(-1) ?? ""];
      const key = prefix + posix.join(path.slice(folder.length).replaceAll("\\", "/")).replace(/^\//, "");
      return type ? [{ key, body: readFileSync(path), type }] : [];
    });
}
