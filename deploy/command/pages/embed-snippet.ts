/** What a page that includes the elements must know about a deployment. */
export interface EmbedPlace {
  /** The base address of the API, without a trailing slash. */
  origin: string;
  /** The path of the files; starts and ends with a slash. */
  path: string;
  /** Origins whose pages may call the API, in addition to `origin` itself. */
  allowedOrigins: readonly string[];
  /** The file with all elements, and its hash in the format of the `integrity` attribute. */
  pinned: { name: string; integrity: string };
}

/** The HTML that includes the elements on a page of the same origin. It always loads the latest release. */
export function ownPageSnippet({ path }: EmbedPlace): string {
  return snippet({ script: `src="${path}payments.js"`, endpoint: "/graphql" });
}

/**
 * The HTML for a page on another server: the browser accepts only this release's file. Later releases keep that file
 * available.
 */
export function pinnedSnippet({ origin, path, pinned }: EmbedPlace): string {
  const script = `src="${origin}${path}${pinned.name}" integrity="${pinned.integrity}" crossorigin="anonymous"`;
  return snippet({ script, endpoint: `${origin}/graphql` });
}

const snippet = ({ script, endpoint }: { script: string; endpoint: string }) =>
  `<script type="module" ${script}></script>\n` +
  `<payment-provider endpoint="${endpoint}"><payment-list event-id="EVENT_ID"></payment-list><payment-modal></payment-modal></payment-provider>`;

/** Describes on the terminal how a page includes the elements of this deployment. */
export function describeEmbedding(place: EmbedPlace): string {
  const { origin, allowedOrigins } = place;
  const others =
    allowedOrigins.length > 0
      ? `On pages of ${allowedOrigins.join(", ")}, pinned to this release:`
      : `On pages of another server that "allowedOrigins" in deploy/operator.json lists, pinned to this release:`;
  return [
    `On pages of ${origin}, always the latest release:`,
    ownPageSnippet(place),
    others,
    pinnedSnippet(place),
    "EVENT_ID is the event of the list. The page passes the credential by script, never in the markup:",
    `document.querySelector("payment-provider").getToken = () => …`,
  ].join("\n\n");
}
