/** Exactly what our pages need: no inline script or style, no `eval`, no text that turns into markup. */
export const PAGE_POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  // If its script did not load, a form would put the password into the URL.
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
];

/**
 * What the third-party explorer needs: its editors create style sheets at run time, and its style sheet contains fonts and
 * icons. It renders our descriptions as markup, so text may turn into markup. Scripts still load only from this server.
 */
const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** A mail is rendered with its own styles. Its scripts never run, even if it is opened separately. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  // Mail programs also open links outside the mail.
  "sandbox allow-popups allow-popups-to-escape-sandbox",
];

/** Responds with a part of a page, under the policy of our pages. */
export function answerPage(body: BodyInit, type: string): Response {
  return answerUnder(PAGE_POLICY, body, { type, cache: "no-cache" });
}

/** Responds with a part of the explorer, under its own policy. */
export function answerExplorer(body: BodyInit, type: string): Response {
  return answerUnder(EXPLORER_POLICY, body, { type, cache: "no-cache" });
}

/** Responds with a mail, untrusted content, for the frame in which the inbox shows it. */
export function answerMail(html: string): Response {
  return answerUnder(MAIL_POLICY, html, { type: "text/html; charset=utf-8", cache: "no-store" });
}

function answerUnder(
  policy: readonly string[],
  body: BodyInit,
  { type, cache }: { type: string; cache: string },
): Response {
  const headers = {
    "content-type": type,
    "cache-control": cache,
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  return new Response(body, { headers });
}
