import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const client = fileURLToPath(new URL("../client/", import.meta.url));
const tsconfig = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

/** What `buildClient` is told. */
export interface BuildClientOptions {
  /** Where the files go; it can be served as it is. */
  outdir: string;

  /** Without names and spaces: for production. True unless said otherwise. */
  minify?: boolean;
}

/** Bundles the elements into one self-registering module, and lays the dispatch page beside it. */
export async function buildClient({ outdir, minify = true }: BuildClientOptions): Promise<void> {
  await build({
    entryPoints: [join(client, "payments.ts")],
    outdir,
    tsconfig,
    bundle: true,
    minify,
    format: "esm",
    target: "es2022",
    sourcemap: "linked",
    conditions: ["production"],
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "warning",
  });
  await cp(join(client, "dispatch"), outdir, { recursive: true });
}
