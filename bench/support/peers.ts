import { buildLambda } from "../../build/lambda.ts";

/** Our own API, as it is deployed. */
export const OUR_BUNDLE = "dist/lambda/api.mjs";

/** Builds a peer just as our own API is built. Answers its file. */
export async function buildPeer(name: string): Promise<string> {
  const outdir = `dist/bench/${name}`;
  await buildLambda({ name, entry: `bench/peers/${name}/main.ts`, outdir });
  return `${outdir}/${name}.mjs`;
}
