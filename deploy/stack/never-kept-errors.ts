/**
 * Errors that CloudFront would keep for ten seconds and show to everybody who asks for the same path, with any query and any
 * credential, although the API says `no-store`: 405, 500 and 503 are the API's, 502 and 504 are CloudFront's own, and 414 is
 * that of the Function URL. 404 is not kept where the answer says `no-store`, and 400 and 403 only with a `max-age`.
 */
export const NEVER_KEPT_ERRORS: readonly number[] = [405, 414, 500, 502, 503, 504];
