import { type Answered, ask, describeAnswer, jsonOf } from "./ask.ts";

/** Where the API is, and as whom it is asked. */
export interface GraphqlPlace {
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  /** The header `Authorization`; none for a stranger. */
  authorization?: string;
}

/** What our own pages ask by it, so that a server that takes their operations alone answers it, too. */
export const WHO_AM_I = "query WhoAmI { viewer { kind name } }";

/** What a server says that takes the operations of its own pages alone. */
export const NOT_LISTED = "OPERATION_NOT_LISTED";

const GRAPHQL = "application/graphql-response+json";

/** Asks GraphQL by POST. */
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
 * Asks GraphQL by GET for what it refuses, and at once for what it takes. Answers what is wrong, or null: a distribution that
 * keeps an answer with an error gives it to the next caller of the path, whatever that one asks.
 */
export async function getAfterRefusal({ origin, authorization }: GraphqlPlace): Promise<string | null> {
  const get = (query: string) =>
    ask(`${origin}/graphql?query=${encodeURIComponent(query)}`, { headers: headersOf(authorization) });
  const refused = await get("mutation { __typename }");
  if (refused.status !== 405)
    return `/graphql is to refuse a mutation by GET with 405, and answers ${describeAnswer(refused)}.`;
  const taken = await get(WHO_AM_I);
  if (hasData(taken)) return null;
  const isKept = taken.status === refused.status;
  const cause = isKept
    ? ": the distribution keeps answers with errors, and gives one caller's to another"
    : "";
  return `/graphql is to answer a query by GET, and answers ${describeAnswer(taken)}${cause}.`;
}

const headersOf = (authorization: string | undefined) => ({
  accept: GRAPHQL,
  ...(authorization === undefined ? {} : { authorization }),
});

/** Whether an operation was executed. */
export function hasData(answer: Answered): boolean {
  return dataOf(answer) !== null;
}

/** What an operation brought; null when it was not executed. */
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
