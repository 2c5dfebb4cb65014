import { createHash } from "node:crypto";
import { extname } from "node:path";

/** A file for the bucket. */
export interface PageFile {
  /** Its path relative to the pages' folder, e.g. `crew.html`. */
  name: string;
  body: Buffer;
  contentType: string;
  cacheControl: string;
  /** Whether its name contains a content hash, so that the name never belongs to different content. */
  isImmutable: boolean;
}

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const A_YEAR = "public, max-age=31536000, immutable";

/** Revalidated on each load: a page from the previous release would load chunks that no longer match. */
const ASK_EACH_TIME = "no-cache";

/** A chunk's name ends in a hash of its content. */
const HASHED = /-[\w-]{8,}\.js$/;

/** Prepares a file. Throws if its type is not one that pages use. */
export function toPageFile({
  name,
  body,
  isImmutable = HASHED.test(name),
}: Pick<PageFile, "name" | "body"> & { isImmutable?: boolean }): PageFile {
  const contentType = CONTENT_TYPES[extname(name)];
  if (!contentType) throw new Error(`${name} has a file type that pages do not use.`);
  return { name, body, contentType, cacheControl: isImmutable ? A_YEAR : ASK_EACH_TIME, isImmutable };
}

/** Identifies a file's content and headers, to find out whether it is already uploaded. */
export function fingerprintOf({ body, contentType, cacheControl }: PageFile): string {
  return createHash("sha256").update(`${contentType}\n${cacheControl}\n`).update(body).digest("hex");
}

/** The upload order: referenced files before the files that reference them. */
export function rankOf({ name, isImmutable }: PageFile): number {
  if (isImmutable) return 0;
  return name.endsWith(".html") ? 2 : 1;
}
