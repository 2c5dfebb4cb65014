import { type Answered, ask, describeAnswer, jsonOf } from "./ask.ts";

/** The API's address, and the caller's credential. */
export interface GraphqlPlace {
  /** The base address of the API, without a trailing slash. */
  origin: string;
  /** The `Authorization` header; undefined for an anonymous caller. */
  authorization?: string;
}

/** An operation of our own pages, so that a server that accepts only those answers it, too. */
export const WHO_AM_I = "query WhoAmI { viewer { kind name } }";

/** The error code of a server that accepts only the operations of its own pages. */
export const NOT_LISTED = "OPERATION_NOT_LISTED";

const GRAPHQL = "application/graphql-response+json";

/** Sends a GraphQL operation by POST. */
export function postQuery(
  { origin, authorization }: GraphqlPlace,
  asked: { query: string; variables?: Record<string, unknown>; headers?: Record<string, string> },
): Promise<Answered> {
  const { headers, ...body } = asked;
  return ask(`${origin}/graphql`, {
    method: "POST",
    headers: { ...headersOf(authorization), ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/**
 * Sends a refused GraphQL operation by GET and right after it an accepted one. Returns a description of the fault, or null: a
 * distribution that caches the error returns it to the next caller of the path, whatever that caller asks.
 */
export async function getAfterRefusal({ origin, authorization }: GraphqlPlace): Promise<string | null> {
  const get = (query: string) =>
    ask(`${origin}/graphql?query=${encodeURIComponent(query)}`, { headers: headersOf(authorization) });
  const refused = await get("mutation { __typename }");
  if (refused.status !== 405)
    return `/graphql must refuse a mutation by GET with 405, but returned ${describeAnswer(refused)}.`;
  const taken = await get(WHO_AM_I);
  if (hasData(taken)) return null;
  const isKept = taken.status === refused.status;
  const cause = isKept ? ": the distribution caches errors, and returns one caller's to another" : "";
  return `/graphql must answer a query by GET, but returned ${describeAnswer(taken)}${cause}.`;
}

const headersOf = (authorization: string | undefined) => ({
  accept: GRAPHQL,
  ...(authorization === undefined ? {} : { authorization }),
});

/** Whether an operation was executed. */
export function hasData(answer: Answered): boolean {
  return dataOf(answer) !== null;
}

/** The data of a response; null if the operation was not executed. */
export function dataOf(answer: Answered): Record<string, unknown> | null {
  const data = jsonOf(answer)?.data;
  return typeof data === "object" && data !== null ? { ...data } : null;
}

/** The code of the first error. */
export function codeOf(answer: Answered): unknown {
  const errors = jsonOf(answer)?.errors;
  const [first] = Array.isArray(errors) ? (errors as { extensions?: { code?: unknown } }[]) : [];
  return first?.extensions?.code;
}
