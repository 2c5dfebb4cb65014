import { resolve } from "node:path";
import { buildLambda } from "../../build/lambda.ts";

/** Our own API, as deployed. */
export const OUR_BUNDLE = "dist/lambda/api.mjs";

/** Builds a peer exactly like our own API. Returns its file. */
export async function buildPeer(name: string): Promise<string> {
  const outdir = `dist/bench/${name}`;
  await buildLambda({
    name,
    entry: `bench/peers/${name}/main.ts`,
    outdir,
    // One copy for the peer, which has its own packages, and for our resolvers: two copies do not accept each other's types.
    alias: { graphql: resolve("node_modules/graphql") },
    loader: { ".graphql": "text" },
  });
  return `${outdir}/${name}.mjs`;
}
