import type { IncomingHttpHeaders } from "node:http";

/** An error response from an origin. */
interface ErrorAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Errors of one caller, which are returned to the next callers of the same path. */
export interface ErrorCache {
  /** The error that is returned without a request to the origin; undefined if the request is forwarded. */
  find(asked: Asked): (ErrorAnswer & { ageSeconds: number }) | undefined;
  /** Stores an origin's error if CloudFront does. */
  offer(asked: Asked, answer: ErrorAnswer): void;
}

interface Asked {
  method: string;
  /** Without the query: under CachingDisabled and CachingOptimized alike the path alone is the key. */
  path: string;
}

const DEFAULT_SECONDS = 10;
const CACHED_METHODS = ["GET", "HEAD"];

/**
 * Cached always, and only if the response has a `max-age`. Editions of the developer guide differ: 405 is in the first list
 * up to 2023 and in the second one today, and today's says that CachingDisabled caches none of the first. This cache stores
 * what any of them stores.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const ALWAYS_KEPT = [404, 405, 414, 500, 501, 502, 503, 504];
const KEPT_BY_MAX_AGE = [400, 403, 412, 415];

/**
 * `no-store`, `no-cache` and `private` count for these alone.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const KEPT_UNLESS_FORBIDDEN = [404, 410, 414, 501];

/** Caches errors as CloudFront does: at least for the seconds that the distribution sets for their status, by default ten. */
export function createErrorCache(
  minSeconds: ReadonlyMap<number, number>,
  now: () => number = Date.now,
): ErrorCache {
  const kept = new Map<string, ErrorAnswer & { at: number; until: number }>();
  return {
    find({ method, path }) {
      const found = CACHED_METHODS.includes(method) ? kept.get(path) : undefined;
      if (!found || found.until <= now()) return undefined;
      return { ...found, ageSeconds: Math.floor((now() - found.at) / 1000) };
    },
    offer({ method, path }, answer) {
      if (!CACHED_METHODS.includes(method)) return;
      const seconds = secondsOf(answer, minSeconds.get(answer.status) ?? DEFAULT_SECONDS);
      if (seconds > 0) kept.set(path, { ...answer, at: now(), until: now() + seconds * 1000 });
    },
  };
}

function secondsOf({ status, headers }: ErrorAnswer, minSeconds: number): number {
  const control = headers["cache-control"] ?? "";
  const maxAge = /\b(?:s-maxage|max-age)=(\d+)/.exec(control)?.[1];
  if (KEPT_BY_MAX_AGE.includes(status) && maxAge === undefined) return 0;
  if (![...KEPT_BY_MAX_AGE, ...ALWAYS_KEPT].includes(status)) return 0;
  const isForbidden = /\b(no-store|no-cache|private)\b/.test(control);
  if (KEPT_UNLESS_FORBIDDEN.includes(status) && isForbidden) return 0;
  return Math.max(minSeconds, Number(maxAge ?? 0));
}
