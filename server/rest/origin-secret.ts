import { timingSafeEqual } from "node:crypto";

/**
 * The `code` of the 403 for a request that did not come through the distribution. A Function URL also answers 403, in JSON
 * of AWS; this code identifies ours.
 */
export const FOREIGN_REQUEST = "NOT_THROUGH_DISTRIBUTION";

/**
 * How a request arrived: `proven` with the right `x-origin-secret`, `foreign` without it, and `unchecked` if no secret is
 * set, in which case no header that a proxy would add can be trusted.
 */
export function checkOrigin(headers: Headers, secret: string | null): "proven" | "foreign" | "unchecked" {
  if (secret === null) return "unchecked";
  const given = Buffer.from(headers.get("x-origin-secret") ?? "");
  const expected = Buffer.from(secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? "proven" : "foreign";
}
