import { timingSafeEqual } from "node:crypto";

/**
 * The `code` of the 403 for what did not come through the distribution. AWS answers 403 at a Function URL, too, in JSON of its
 * own; by this one it is known to be ours.
 */
export const FOREIGN_REQUEST = "NOT_THROUGH_DISTRIBUTION";

/**
 * Whether a request came the way it should: `proven` with the right `x-origin-secret`, `foreign` without it, and
 * `unasked` where no secret is set, so that nothing that a proxy would add can be believed.
 */
export function checkOrigin(headers: Headers, secret: string | null): "proven" | "foreign" | "unasked" {
  if (secret === null) return "unasked";
  const given = Buffer.from(headers.get("x-origin-secret") ?? "");
  const expected = Buffer.from(secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? "proven" : "foreign";
}
