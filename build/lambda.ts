import { build, type Plugin } from "esbuild";

/** Some dependencies are CommonJS and ask for Node's own modules through `require`, which an ES module lacks. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

/** Bundles a Lambda entry point into one minified ES module, its source map beside it. */
export async function buildLambda({ entry, outfile }: { entry: string; outfile: string }): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: REQUIRE },
    sourcemap: "external",
    plugins: [withoutExplorer],
    logLevel: "warning",
  });
}

/** Yoga carries a page that loads GraphiQL from another server. It is switched off; here it is not even there. */
const withoutExplorer: Plugin = {
  name: "without-explorer",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]graphql-yoga[\\/].*graphiql-html\.js$/ }, () => ({
      contents: 'export default "";',
    }));
  },
};
