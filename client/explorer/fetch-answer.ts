import type { GraphiQLProps } from "graphiql";

/** What the header editor shows until somebody puts a key of their own there. */
export const SAMPLE_CREDENTIAL = "Bearer YOUR_KEY";

/** Sends an operation of the explorer, with the headers of its editor. */
export const fetchAnswer: GraphiQLProps["fetcher"] = async (operation, options) => {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json",
      "content-type": "application/json",
      ...withoutSample(options?.headers),
    },
    body: JSON.stringify(operation),
  });
  return await answer.json();
};

/** Sent, it would be tried as a password: a wrong one, and those are counted. */
function withoutSample(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== SAMPLE_CREDENTIAL));
}
