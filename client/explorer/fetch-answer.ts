import type { GraphiQLProps } from "graphiql";

/** The sample value in the header editor, until the user enters a key. */
export const SAMPLE_CREDENTIAL = "Bearer YOUR_KEY";

/**
 * Sends the explorer's operations with the headers from its editor. The schema is fetched before the editor exists, with the
 * editor's initial headers.
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

/** If it were sent, it would count as a wrong password. */
function withoutSample(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== SAMPLE_CREDENTIAL));
}
