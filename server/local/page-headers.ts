/** What our pages need, and nothing else: no inline script or style, no `eval`, no text that turns into markup. */
export const PAGE_POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  // A form whose script did not load would put the password into the address.
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
];

/**
 * What the explorer needs, which is not ours: its editors make style sheets as they go, and its fonts and icons stand in its own
 * sheet. It draws our descriptions as markup, so text may turn into it; scripts come from here alone all the same.
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

/** A mail is drawn with the styles it brings along; its scripts never run, also where it is opened by itself. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  // A mail program opens links outside the mail, too.
  "sandbox allow-popups allow-popups-to-escape-sandbox",
];

/** Answers with what a page is made of, under the policy of our pages. */
export function answerPage(body: BodyInit, type: string): Response {
  return answerUnder(PAGE_POLICY, body, { type, cache: "no-cache" });
}

/** Answers with what the explorer is made of, under the policy of its own. */
export function answerExplorer(body: BodyInit, type: string): Response {
  return answerUnder(EXPLORER_POLICY, body, { type, cache: "no-cache" });
}

/** Answers with a mail that somebody wrote, for the frame in which the inbox shows it. */
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
