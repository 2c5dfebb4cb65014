/** Responses are data: browsers must not execute, frame, sniff or cache them. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

const ENCRYPTED_ONLY = "max-age=31536000";

/** Adds security headers to a response. */
export function addSecurityHeaders(answer: Response, { isEncrypted }: { isEncrypted: boolean }): Response {
  for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  if (isEncrypted) answer.headers.set("strict-transport-security", ENCRYPTED_ONLY);
  return answer;
}
