/** Answers are data: nothing in them is run, framed, guessed at or kept on the way. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

const ENCRYPTED_ONLY = "max-age=31536000";

/** Adds to an answer what tells browsers to be careful with it. */
export function addSecurityHeaders(answer: Response, { isEncrypted }: { isEncrypted: boolean }): Response {
  for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  if (isEncrypted) answer.headers.set("strict-transport-security", ENCRYPTED_ONLY);
  return answer;
}
