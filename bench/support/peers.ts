import { resolve } from "node:path";
import { buildLambda } from "../../build/lambda.ts";

/** Our own API, as it is deployed. */
export const OUR_BUNDLE = "dist/lambda/api.mjs";

/** Builds a peer just as our own API is built. Answers its file. */
export async function buildPeer(name: string): Promise<string> {
  const outdir = `dist/bench/${name}`;
  await buildLambda({
    name,
    entry: `bench/peers/${name}/main.ts`,
    outdir,
    // One for the peer, which has packages of its own, and for our resolvers: two of them do not know each other's types.
    alias: { graphql: resolve("node_modules/graphql") },
    loader: { ".graphql": "text" },
  });
  return `${outdir}/${name}.mjs`;
}
