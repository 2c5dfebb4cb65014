import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type InputOptions, rolldown } from "rolldown";

const page = fileURLToPath(new URL("../client/explorer/explorer.ts", import.meta.url));

/** What the editors let run beside the page, by the names under which the page asks for it. */
const WORKERS = {
  "editor-worker": import.meta.resolve("monaco-editor/esm/vs/editor/editor.worker.js"),
  "graphql-worker": import.meta.resolve("monaco-graphql/esm/graphql.worker.js"),
  "json-worker": import.meta.resolve("monaco-editor/esm/vs/language/json/json.worker.js"),
};

/**
 * Bundles what the explorer of the local server runs, all of it into files of our own. It is read from this machine alone, and built while
 * somebody waits: so it is not minified, which takes twice as long.
 */
export async function buildExplorer({ outdir }: { outdir: string }): Promise<void> {
  // Parts carry a hash in their names: those of earlier builds would stay for ever.
  await rm(outdir, { recursive: true, force: true });
  await Promise.all([
    // Each by itself: a worker has no document, and must get nothing that looks for one.
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
  // The editors import their styles piece by piece; `graphiql/style.css` holds them all.
  moduleTypes: { ".css": "empty" },
  logLevel: "warn",
  onLog(level, log, handle) {
    // "use client" and the like: a word for servers that draw pages.
    if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
  },
};
