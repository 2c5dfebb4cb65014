import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type InputOptions, rolldown } from "rolldown";

const page = fileURLToPath(new URL("../client/explorer/explorer.ts", import.meta.url));

/** The editors' web workers, by the names under which the page requests them. */
const WORKERS = {
  "editor-worker": import.meta.resolve("monaco-editor/esm/vs/editor/editor.worker.js"),
  "graphql-worker": import.meta.resolve("monaco-graphql/esm/graphql.worker.js"),
  "json-worker": import.meta.resolve("monaco-editor/esm/vs/language/json/json.worker.js"),
};

/**
 * Bundles the local server's explorer, all of it into files of our own. It is served only on this machine and built while a
 * developer waits, so it is not minified, which would take twice as long.
 */
export async function buildExplorer({ outdir }: { outdir: string }): Promise<void> {
  // Chunk names contain a hash, so chunks of earlier builds would otherwise pile up.
  await rm(outdir, { recursive: true, force: true });
  await Promise.all([
    // Bundled separately: a worker has no document and must not contain code that expects one.
    ...Object.entries(WORKERS).map(([name, worker]) => bundle(name, { file: fileURLToPath(worker), outdir })),
    bundle("explorer", { file: page, outdir }),
    cp(fileURLToPath(import.meta.resolve("graphiql/style.css")), join(outdir, "graphiql.css")),
  ]);
}

async function bundle(name: string, { file, outdir }: { file: string; outdir: string }): Promise<void> {
  const bundle = await rolldown({ ...explorerInput, input: { [name]: file } });
  await bundle.write({
    dir: outdir,
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: `${name}-[name]-[hash].js`,
  });
  await bundle.close();
}

const explorerInput: InputOptions = {
  platform: "browser",
  resolve: { conditionNames: ["production", "browser", "import", "module", "default"] },
  transform: { target: "es2022", define: { "process.env.NODE_ENV": '"production"' } },
  // The editors import their styles piece by piece; `graphiql/style.css` contains all of them.
  moduleTypes: { ".css": "empty" },
  logLevel: "warn",
  onLog(level, log, handle) {
    // Directives such as "use client" matter only to servers that render pages.
    if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
  },
};
