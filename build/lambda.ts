import { resolve } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { partsFolderOf } from "./parts-folder.ts";

/** Some dependencies are CommonJS and load Node's own modules through `require`, which an ES module lacks. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

/** A function to bundle: `dist/lambda/api.mjs` is the entry point of the function `api`. */
export interface LambdaBundle extends Pick<BuildOptions, "alias" | "loader"> {
  name: string;
  entry: string;
  outdir: string;
}

/**
 * Bundles a Lambda entry point into a minified ES module. Dynamic imports go into a folder next to it: code that is not loaded
 * costs no cold-start time.
 */
export async function buildLambda({ name, entry, outdir, alias, loader }: LambdaBundle): Promise<void> {
  await build({
    entryPoints: { [name]: entry },
    outdir,
    outExtension: { ".js": ".mjs" },
    chunkNames: `${partsFolderOf(name)}/[name]-[hash]`,
    splitting: true,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias: {
      ...alias,
      // Node has all of it natively; the polyfills are a tenth of the bundle.
      "@whatwg-node/fetch": resolve("node_modules/@whatwg-node/fetch/dist/esm-ponyfill.js"),
    },
    loader,
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: REQUIRE },
    sourcemap: "external",
    plugins: [withoutExplorer],
    logLevel: "warning",
  });
}

/** Yoga contains a page that loads GraphiQL from another server. We turn it off, and this removes it from the bundle. */
const withoutExplorer: Plugin = {
  name: "without-explorer",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]graphql-yoga[\\/].*graphiql-html\.js$/ }, () => ({
      contents: 'export default "";',
    }));
  },
};
