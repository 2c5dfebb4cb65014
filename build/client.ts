import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type InputOptions, type Plugin, rolldown } from "rolldown";

const client = fileURLToPath(new URL("../client/", import.meta.url));
const build = fileURLToPath(new URL(".", import.meta.url));
const tsconfig = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

/** What `buildClient` is told. */
export interface BuildClientOptions {
  /** Where the files go; it can be served as it is. */
  outdir: string;

  /** Without names and spaces: for production. True unless said otherwise. */
  minify?: boolean;
}

/**
 * Bundles the elements into one self-registering module, and lays `legacy.js`, the dispatch page and the gallery beside it. What
 * the elements load later lies beside it, too, and takes what it shares with them from that one module.
 */
export async function buildClient(options: BuildClientOptions): Promise<void> {
  // One by one: built together, what the two share would become a third file, which the first then waits for.
  for (const name of ["payments", "legacy"]) await bundle(name, options);
  await cp(join(client, "dispatch"), options.outdir, { recursive: true });
  await cp(join(client, "gallery"), join(options.outdir, "components"), { recursive: true });
}

/** How a file of the client becomes something that a page can include, with all that it imports. */
export function pageInput(name: string): InputOptions {
  return {
    ...sourceInput,
    input: join(client, `${name}.ts`),
    resolve: {
      conditionNames: ["production", "browser", "import", "module", "default"],
      // The client sends ids of documents: what would parse and print them is never called.
      alias: { "@0no-co/graphql.web": join(build, "graphql-without-language.mjs") },
    },
    transform: { ...sourceInput.transform, define: { "process.env.NODE_ENV": '"production"' } },
    // Its main file brings along all of it, for what is used of it or not.
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
    // A page that is open while a new version is laid beside it must not get a part that fits another main file.
    chunkFileNames: "payments-[name]-[hash].js",
    codeSplitting: {
      groups: [
        { name, tags: ["$initial"] },
        // The form, the outbox, what all dialogs share and what lists hear of them: one request where many small files would be as many.
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

/** What stands in `css` templates is text to the bundler: comments, indents and line ends would go to every phone. */
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

/** How the sources of the client are read, whatever is made of them. */
export const sourceInput = {
  tsconfig,
  platform: "browser",
  plugins: [minifyStyles],
  transform: { target: "es2022" },
  logLevel: "warn",
} satisfies InputOptions;
