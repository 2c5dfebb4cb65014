/**
 * Errors that CloudFront would cache for ten seconds and return to every caller of the same path, with any query and any
 * credential, even if the API says `no-store`: 405, 500 and 503 are from the API, 502 and 504 from CloudFront itself, and 414 from
 * the Function URL. 404 is not cached if the response says `no-store`, and 400 and 403 only with a `max-age`.
 */
export const NEVER_KEPT_ERRORS: readonly number[] = [405, 414, 500, 502, 503, 504];
