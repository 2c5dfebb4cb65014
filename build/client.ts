import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type InputOptions, type Plugin, rolldown } from "rolldown";

const client = fileURLToPath(new URL("../client/", import.meta.url));
const build = fileURLToPath(new URL(".", import.meta.url));
const tsconfig = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

/** Options of `buildClient`. */
export interface BuildClientOptions {
  /** The output folder; it can be served as it is. */
  outdir: string;

  /** Shortens names and strips whitespace, for production. Default: true. */
  minify?: boolean;
}

/**
 * Bundles the elements into one self-registering module, and puts `legacy.js`, the dispatch page and the gallery next to it.
 * Chunks that the elements load later are also next to it and import the shared code from that module.
 */
export async function buildClient(options: BuildClientOptions): Promise<void> {
  // Built one by one: a joint build would move their shared code into a third file, which the first would wait for.
  for (const name of ["payments", "legacy"]) await bundle(name, options);
  await cp(join(client, "dispatch"), options.outdir, { recursive: true });
  await copyGallery(options);
}

/** The gallery is some twenty-five scripts, which a browser would request one after the other: it gets one. */
async function copyGallery({ outdir, minify = true }: BuildClientOptions): Promise<void> {
  const folder = join(outdir, "components");
  const isScript = (path: string) => path.endsWith(".js");
  await cp(join(client, "gallery"), folder, { recursive: true, filter: (path) => !isScript(path) });
  const bundle = await rolldown({ ...sourceInput, input: join(client, "gallery/gallery.js") });
  await bundle.write({ file: join(folder, "gallery.js"), format: "es", minify, comments: false });
  await bundle.close();
}

/** The bundler input that turns a client source, with all its imports, into a script for a page. */
export function pageInput(name: string): InputOptions {
  return {
    ...sourceInput,
    input: join(client, `${name}.ts`),
    resolve: {
      conditionNames: ["production", "browser", "import", "module", "default"],
      // The client sends document ids, so the parser and the printer are never called.
      alias: { "@0no-co/graphql.web": join(build, "graphql-without-language.mjs") },
    },
    transform: { ...sourceInput.transform, define: { "process.env.NODE_ENV": '"production"' } },
    // Its main file would otherwise pull in the whole package, used or not.
    treeshake: { moduleSideEffects: [{ test: /[\\/]@lit[\\/]localize[\\/]/, sideEffects: false }] },
    preserveEntrySignatures: "allow-extension",
  };
}

async function bundle(name: string, { outdir, minify = true }: BuildClientOptions): Promise<void> {
  const bundle = await rolldown(pageInput(name));
  await bundle.write({
    dir: outdir,
    format: "es",
    entryFileNames: "[name].js",
    // A page that is open during a deployment must not load a chunk built for another main file.
    chunkFileNames: "payments-[name]-[hash].js",
    codeSplitting: {
      groups: [
        { name, tags: ["$initial"] },
        // The form, the outbox and what all dialogs share in one chunk: one request instead of many small ones.
        {
          name: "form",
          test: /[\\/]client[\\/](dialog[\\/]|outbox[\\/]|payment-modal[\\/]|payment-list[\\/]take-news)/,
        },
      ],
    },
    minify,
    comments: false,
    sourcemap: true,
  });
  await bundle.close();
}

/** The bundler treats `css` templates as text: without this, comments and indentation would be downloaded by every phone. */
const minifyStyles: Plugin = {
  name: "minify-styles",
  transform: {
    filter: { id: /(\.styles|tokens)\.ts$/ },
    handler: (code) => ({ code: code.replace(/css`[^`]*`/g, minifySheet), map: null }),
  },
};

function minifySheet(sheet: string): string {
  const withoutComments = sheet.replace(/\/\*.*?\*\//gs, "");
  return withoutComments
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .replaceAll(";}", "}")
    .replace(/(?<!\d)0(?=\.\d)/g, "");
}

/** How client sources are compiled, for every kind of output. */
export const sourceInput = {
  tsconfig,
  platform: "browser",
  plugins: [minifyStyles],
  transform: { target: "es2022" },
  logLevel: "warn",
} satisfies InputOptions;
