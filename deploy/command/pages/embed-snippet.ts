/** Where a deployment is, as far as a page that includes the elements must know. */
export interface EmbedPlace {
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  /** The path below which the files are; begins and ends with a slash. */
  path: string;
  /** Origins whose pages may call the API beside those of `origin` itself. */
  allowedOrigins: readonly string[];
  /** The file that holds everything, and its hash as the attribute `integrity` takes it. */
  pinned: { name: string; integrity: string };
}

/** The lines that include the elements on a page of the same origin. They follow every release by themselves. */
export function ownPageSnippet({ path }: EmbedPlace): string {
  return snippet({ script: `src="${path}payments.js"`, endpoint: "/graphql" });
}

/**
 * The lines for a page of another server: the browser takes exactly this release's file, and refuses any other. A later
 * release leaves it where it is.
 */
export function pinnedSnippet({ origin, path, pinned }: EmbedPlace): string {
  const script = `src="${origin}${path}${pinned.name}" integrity="${pinned.integrity}" crossorigin="anonymous"`;
  return snippet({ script, endpoint: `${origin}/graphql` });
}

const snippet = ({ script, endpoint }: { script: string; endpoint: string }) =>
  `<script type="module" ${script}></script>\n` +
  `<payment-provider endpoint="${endpoint}"><payment-list event-id="EVENT_ID"></payment-list><payment-modal></payment-modal></payment-provider>`;

/** Says for a terminal how a page includes the elements of this deployment. */
export function tellEmbedding(place: EmbedPlace): string {
  const { origin, allowedOrigins } = place;
  const others =
    allowedOrigins.length > 0
      ? `On pages of ${allowedOrigins.join(", ")}, held to exactly this release:`
      : `On pages of another server, once "allowedOrigins" in deploy/operator.json names it, held to exactly this release:`;
  return [
    `On pages of ${origin}, following every release:`,
    ownPageSnippet(place),
    others,
    pinnedSnippet(place),
    "EVENT_ID is the event that the list is about. Who is asking comes from the page, never from the markup:",
    `document.querySelector("payment-provider").getToken = () => …`,
  ].join("\n\n");
}
