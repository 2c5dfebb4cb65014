import type { GraphiQLProps } from "graphiql";

/** What the header editor shows until somebody puts a key of their own there. */
export const SAMPLE_CREDENTIAL = "Bearer YOUR_KEY";

/**
 * Sends operations of the explorer, with the headers of its editor. The schema is asked for before there is an editor, or anything
 * in it: with the header that will stand there.
 */
export function createFetcher(firstHeaders: Record<string, string>): GraphiQLProps["fetcher"] {
  return async (operation, options) => {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: {
        accept: "application/graphql-response+json",
        "content-type": "application/json",
        ...withoutSample({ ...(isForSchema(operation) ? firstHeaders : {}), ...options?.headers }),
      },
      body: JSON.stringify(operation),
    });
    return await answer.json();
  };
}

const isForSchema = ({ operationName }: { operationName?: string | null }) =>
  operationName === "IntrospectionQuery";

/** Sent, it would be tried as a password: a wrong one, and those are counted. */
function withoutSample(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== SAMPLE_CREDENTIAL));
}
