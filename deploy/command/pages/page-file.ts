import { createHash } from "node:crypto";
import { extname } from "node:path";

/** A file as it goes to the bucket. */
export interface PageFile {
  /** Its path below where the pages are, e.g. `crew.html`. */
  name: string;
  body: Buffer;
  contentType: string;
  cacheControl: string;
  /** Whether its name has a hash in it: what is there under that name is never another file. */
  isImmutable: boolean;
}

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const A_YEAR = "public, max-age=31536000, immutable";

/** Asked about each time: a page that is a release behind would load parts that fit another one. */
const ASK_EACH_TIME = "no-cache";

/** A part's name ends in a hash of what is in it. */
const HASHED = /-[\w-]{8,}\.js$/;

/** Prepares a file. Throws when its kind is none that the pages have. */
export function toPageFile({
  name,
  body,
  isImmutable = HASHED.test(name),
}: Pick<PageFile, "name" | "body"> & { isImmutable?: boolean }): PageFile {
  const contentType = CONTENT_TYPES[extname(name)];
  if (!contentType) throw new Error(`${name} is of no kind that pages are made of.`);
  return { name, body, contentType, cacheControl: isImmutable ? A_YEAR : ASK_EACH_TIME, isImmutable };
}

/** Tells whether a file is there already exactly as it would be put. */
export function fingerprintOf({ body, contentType, cacheControl }: PageFile): string {
  return createHash("sha256").update(`${contentType}\n${cacheControl}\n`).update(body).digest("hex");
}

/** In which order files are put: what a file names is there before it. */
export function rankOf({ name, isImmutable }: PageFile): number {
  if (isImmutable) return 0;
  return name.endsWith(".html") ? 2 : 1;
}
