import { timingSafeEqual } from "node:crypto";

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
