import { ApiError } from "./api-error.ts";
import { errorTexts } from "./error-texts.ts";

/** Returns the credential for a request: a session token or an API key. An empty string sends none. */
export type GetToken = () => string | Promise<string>;

/** The server and how to reach it, as set on an element or its provider. */
export interface Connection {
  /** URL of the GraphQL endpoint. */
  endpoint: string;

  /** Called before every request, so that a renewed token is used immediately. */
  getToken?: GetToken | undefined;

  /** The page's own `fetch`, if it wraps the browser's. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** The default endpoint. */
export const DEFAULT_ENDPOINT = "/graphql";

/** After this long a phone without reception must show a message instead of a spinner. */
const GIVE_UP_AFTER_MS = 30_000;

/** A `fetch` that adds the credential and times out after 30 seconds. */
export function createAuthorizedFetch({ getToken, fetch }: Connection): typeof globalThis.fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const token = await askForToken(getToken);
    if (token) headers.set("authorization", `Bearer ${token}`);
    // Called as a plain function: the browser's own `fetch` throws if it is called as a method.
    const send = fetch ?? globalThis.fetch;
    return withTimeout(init?.signal, async (signal) =>
      buffered(await send(input, { ...init, headers, signal })),
    );
  };
}

/** A page that cannot provide a token counts as signed out, whatever the reason. */
async function askForToken(getToken: GetToken | undefined): Promise<string | undefined> {
  try {
    return await getToken?.();
  } catch (cause) {
    throw new ApiError({ code: "UNAUTHENTICATED", message: errorTexts.unauthenticated, cause });
  }
}

/** Runs a call with a signal that aborts it after 30 seconds, or when the caller aborts. */
async function withTimeout<Value>(
  outer: AbortSignal | null | undefined,
  call: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  const timer = setTimeout(abort, GIVE_UP_AFTER_MS);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}

/** Reads the body within the call, because a response can stall after its headers. */
async function buffered(answer: Response): Promise<Response> {
  return answer.body ? new Response(await answer.arrayBuffer(), answer) : answer;
}
