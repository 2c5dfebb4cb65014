import type { TypedDocumentString } from "./generated/graphql.ts";

/** Sends an operation and returns its data. Throws an `ApiError` if no data comes back. */
export type Ask = <Answer, Variables>(
  operation: TypedDocumentString<Answer, Variables>,
  variables: Variables,
) => Promise<Answer>;

/** The server's address and the API key. */
export interface Credentials {
  url: string;
  key: string;
}

/** No response arrived, or one without data. */
export class ApiError extends Error {
  /** Whether a retry may succeed. Until then the outcome of the call is unknown. */
  readonly mayPass: boolean;

  constructor(message: string, options: { mayPass: boolean }) {
    super(message);
    this.mayPass = options.mayPass;
  }
}

/** The server aborts an operation after 20 seconds and reports it. */
const MAX_MILLISECONDS = 30_000;

const PASSING_CODES = ["TIMEOUT", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR"];

interface Body {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

/** Connects to one server with one key. */
export function connect(credentials: Credentials): Ask {
  return async <Answer>(operation: { toString(): string }, variables: unknown) => {
    const { status, body } = await post(credentials, { query: operation.toString(), variables });
    const [error] = body?.errors ?? [];
    if (body?.data && !error) return body.data as Answer;
    const { code, requestId } = error?.extensions ?? {};
    const mayPass = body === null || status >= 500 || status === 429 || PASSING_CODES.includes(code ?? "");
    const words = [error?.message ?? "The response contains no data.", code, `HTTP ${status}`, requestId];
    throw new ApiError(words.filter(Boolean).join(" "), { mayPass });
  };
}

async function post(
  { url, key }: Credentials,
  operation: { query: string; variables: unknown },
): Promise<{ status: number; body: Body | null }> {
  try {
    const response = await fetch(new URL("/graphql", url), {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(operation),
      signal: AbortSignal.timeout(MAX_MILLISECONDS),
    });
    return { status: response.status, body: readBody(await response.text()) };
  } catch (error) {
    throw new ApiError(`No answer from ${url}: ${(error as Error).message}.`, { mayPass: true });
  }
}

/** Null if the body is not JSON, such as a proxy's error page. */
function readBody(text: string): Body | null {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}
