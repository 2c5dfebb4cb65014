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
    return inTime(init?.signal, async (signal) => whole(await send(input, { ...init, headers, signal })));
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

/** Runs a call with a signal that gives it up after 30 seconds, or when the caller does. */
async function inTime<Value>(
  outer: AbortSignal | null | undefined,
  call: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  if (outer?.aborted) giveUp();
  outer?.addEventListener("abort", giveUp);
  const timer = setTimeout(giveUp, GIVE_UP_AFTER_MS);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", giveUp);
  }
}

/** An answer whose body has come: it can stall after the headers, so it belongs to the call. */
async function whole(answer: Response): Promise<Response> {
  return answer.body ? new Response(await answer.arrayBuffer(), answer) : answer;
}
