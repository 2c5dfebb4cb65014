import { ApiError } from "./api-error.ts";
import { errorTexts } from "./error-texts.ts";

/** Gives the credential for one request: a session token or an API key. An empty text sends none. */
export type GetToken = () => string | Promise<string>;

/** Where the server is and how to reach it, as an element or the provider around it was told. */
export interface Connection {
  /** URL of the GraphQL endpoint. */
  endpoint: string;

  /** Asked before every request, so that a renewed token is used at once. */
  getToken?: GetToken | undefined;

  /** The page's own `fetch`, when it wraps the browser's. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** Where the server is unless an element says otherwise. */
export const DEFAULT_ENDPOINT = "/graphql";

/** After this long a phone without reception should say so rather than spin on. */
const GIVE_UP_AFTER_MS = 30_000;

/** A `fetch` that adds the credential and gives up after 30 seconds. */
export function createAuthorizedFetch({ getToken, fetch }: Connection): typeof globalThis.fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const token = await askForToken(getToken);
    if (token) headers.set("authorization", `Bearer ${token}`);
    // Called as a plain function: the browser's own `fetch` refuses to be a method of something else.
    const send = fetch ?? globalThis.fetch;
    return send(input, { ...init, headers, signal: withDeadline(init?.signal) });
  };
}

/** A page that cannot give a token has nobody signed in, whatever its reason. */
async function askForToken(getToken: GetToken | undefined): Promise<string | undefined> {
  try {
    return await getToken?.();
  } catch (cause) {
    throw new ApiError({ code: "UNAUTHENTICATED", message: errorTexts.unauthenticated, cause });
  }
}

/** The deadline also covers the body, which can stall after the headers have come. */
function withDeadline(outer: AbortSignal | null | undefined): AbortSignal {
  const controller = new AbortController();
  outer?.addEventListener("abort", () => controller.abort(), { once: true });
  setTimeout(() => controller.abort(), GIVE_UP_AFTER_MS);
  return controller.signal;
}
