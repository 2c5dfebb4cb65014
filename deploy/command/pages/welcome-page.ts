import { type PageFile, toPageFile } from "./page-file.ts";
import type { PageStore } from "./page-store.ts";

/** The page at the root of our own distribution. */
export const WELCOME_NAME = "index.html";

/**
 * The page for the root of our own bucket, unless someone else uploaded one: a tool's own dispatch page is never overwritten,
 * and the result is null. `snippet` is the HTML that includes the elements on a page of this origin.
 */
export async function findWelcomePage(store: PageStore, snippet: string): Promise<PageFile | null> {
  const stored = await store.find(WELCOME_NAME);
  if (stored !== null && stored.fingerprint === null) return null;
  return toPageFile({ name: WELCOME_NAME, body: Buffer.from(welcome(snippet)) });
}

const welcome = (snippet: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <meta name="color-scheme" content="light dark" />
    <title>Payments</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/page.css" />
  </head>
  <body>
    <main class="content">
      <h1>Payments are running</h1>
      <p>Put the dispatch page here as <code>${WELCOME_NAME}</code>; no deployment overwrites it. It includes:</p>
      <pre>${escapeHtml(snippet)}</pre>
      <p>The crew's page is <a href="/crew.html">crew.html</a>.</p>
    </main>
  </body>
</html>
`;

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
